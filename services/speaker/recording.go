package speaker

import (
	"encoding/binary"
	"io"

	"konggang/services/channels/loudspeaker"
)

// recording is a WAVE file of one pass, said several times with a silence between. The file is never in memory as a whole.
type recording struct {
	pass    sound
	passes  int
	between loudspeaker.Tenths
}

// WriteTo implements io.WriterTo.
func (r recording) WriteTo(w io.Writer) (int64, error) {
	written, err := w.Write(r.header())
	total, gap := int64(written), r.pass.silence(r.between)
	for pass := 0; pass < r.passes && err == nil; pass++ {
		if pass > 0 {
			written, err = w.Write(gap)
			total += int64(written)
		}
		if err == nil {
			written, err = w.Write(r.pass.pcm)
			total += int64(written)
		}
	}
	return total, err
}

// headerSize is the size of a file without its samples.
const headerSize = 44

func (r recording) size() int64 { return headerSize + int64(r.samples()) }

// samples are the bytes of all passes with the silences between them.
func (r recording) samples() int {
	return r.passes*len(r.pass.pcm) + (r.passes-1)*len(r.pass.silence(r.between))
}

func (r recording) header() []byte {
	rate, samples := r.pass.rate, r.samples()
	b := append(make([]byte, 0, headerSize), "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(headerSize-8+samples)) //nolint:gosec // five passes of 64 MB fit
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, formatPCM)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint32(b, uint32(rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate*sampleBytes))
	b = binary.LittleEndian.AppendUint16(b, sampleBytes)
	b = binary.LittleEndian.AppendUint16(b, 8*sampleBytes)
	b = append(b, "data"...)
	return binary.LittleEndian.AppendUint32(b, uint32(samples)) //nolint:gosec // as above
}
