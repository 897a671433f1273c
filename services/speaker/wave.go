package speaker

import (
	"bytes"
	"encoding/binary"
	"errors"

	"konggang/services/channels/loudspeaker"
)

// sound is 16-bit little-endian PCM of one channel, rate samples a second.
type sound struct {
	rate int
	pcm  []byte
}

// sampleBytes is the size of a sample.
const sampleBytes = 2

// Formats of a WAVE file, and how its extensible form begins the GUID of PCM.
const (
	formatPCM        = 1
	formatExtensible = 0xFFFE
)

// errNoWave is any file that is not what we can join.
var errNoWave = errors.New("no whole RIFF/WAVE file of 16-bit PCM with one channel, 8000 to 48000 samples a second")

// unknownSize is the least size that stands for one that nobody knew: engines that write to a pipe put the largest they can, less some
// bytes, into the header.
const unknownSize = 0x7F000000

// parseWave reads a WAVE file. A chunk of unknown size ends with the file; a file that ends within any other was cut off.
func parseWave(file []byte) (sound, error) {
	if len(file) < 12 || !bytes.Equal(file[:4], []byte("RIFF")) || !bytes.Equal(file[8:12], []byte("WAVE")) {
		return sound{}, errNoWave
	}
	var s sound
	for rest := file[12:]; len(rest) >= 8; {
		name, size := string(rest[:4]), int64(binary.LittleEndian.Uint32(rest[4:8]))
		rest = rest[8:]
		if size > int64(len(rest)) && size < unknownSize {
			return sound{}, errNoWave
		}
		size = min(size, int64(len(rest)))
		body := rest[:size]
		switch name {
		case "fmt ":
			rate, ok := parseFormat(body)
			if !ok {
				return sound{}, errNoWave
			}
			s.rate = rate
		case "data":
			if s.rate == 0 {
				return sound{}, errNoWave
			}
			s.pcm = body[:len(body)/sampleBytes*sampleBytes]
			return s, nil
		}
		rest = rest[min(size+size%2, int64(len(rest))):]
	}
	return sound{}, errNoWave
}

// parseFormat is the sample rate of a format chunk that we can use.
func parseFormat(b []byte) (rate int, ok bool) {
	if len(b) < 16 {
		return 0, false
	}
	format, rate := binary.LittleEndian.Uint16(b), int(binary.LittleEndian.Uint32(b[4:]))
	if format == formatExtensible && len(b) >= 26 {
		format = binary.LittleEndian.Uint16(b[24:])
	}
	channels, bits := binary.LittleEndian.Uint16(b[2:]), binary.LittleEndian.Uint16(b[14:])
	return rate, format == formatPCM && channels == 1 && bits == 8*sampleBytes && rate >= 8000 && rate <= 48000
}

// silence is that much of nothing.
func (s sound) silence(t loudspeaker.Tenths) []byte {
	return make([]byte, s.rate*int(t)/10*sampleBytes)
}

// hush is the loudest sample that still counts as silence, of 32767.
const hush = 200

// trimmed is the sound without the silence at its ends, whose length an engine chooses as it likes.
func (s sound) trimmed() sound {
	loud := func(at int) bool {
		v := int16(binary.LittleEndian.Uint16(s.pcm[at:])) //nolint:gosec // samples are signed
		return v > hush || v < -hush
	}
	from, to := 0, len(s.pcm)
	for from < to && !loud(from) {
		from += sampleBytes
	}
	for to > from && !loud(to-sampleBytes) {
		to -= sampleBytes
	}
	return sound{s.rate, s.pcm[from:to]}
}
