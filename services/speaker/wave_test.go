package speaker

import (
	"bytes"
	"encoding/binary"
	"testing"
)

func patched(file []byte, at int, with ...byte) []byte {
	out := bytes.Clone(file)
	copy(out[at:], with)
	return out
}

func TestWaves(t *testing.T) {
	good := sound{22050, []byte{1, 0, 2, 0}}.file()
	extra := append(bytes.Clone(good[:36]), append([]byte("LIST\x03\x00\x00\x00abc\x00"), good[36:]...)...)
	for _, c := range []struct {
		name string
		file []byte
		pcm  int
	}{
		{"good", good, 4},
		{"to a pipe", patched(good, 40, 0xff, 0xff, 0xff, 0x7f), 4},
		{"another chunk before", extra, 4},
		{"half a sample more", append(patched(good, 40, 5), 9), 4},
		{"cut off", patched(good, 40, 8), -1},
		{"empty", nil, -1},
		{"no RIFF", patched(good, 0, 'X'), -1},
		{"no WAVE", patched(good, 8, 'X'), -1},
		{"not PCM", patched(good, 20, 3), -1},
		{"stereo", patched(good, 22, 2), -1},
		{"8 bits", patched(good, 34, 8), -1},
		{"too slow", patched(good, 24, 0x10, 0x27, 0, 0)[:30], -1},
		{"data before format", append(bytes.Clone(good[:12]), append(good[36:], good[12:36]...)...), -1},
		{"no data", good[:36], -1},
	} {
		got, err := parseWave(c.file)
		if (err == nil) != (c.pcm >= 0) || err == nil && (len(got.pcm) != c.pcm || got.rate != 22050) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

func TestSilenceAtTheEndsIsCut(t *testing.T) {
	samples := func(values ...int16) []byte {
		var b []byte
		for _, v := range values {
			b = binary.LittleEndian.AppendUint16(b, uint16(v))
		}
		return b
	}
	for _, c := range []struct{ in, want []int16 }{
		{[]int16{0, 100, 300, 0, 0, -300, -200, 200}, []int16{300, 0, 0, -300}}, {[]int16{0, 1, 2}, nil}, {nil, nil}, {[]int16{500}, []int16{500}},
	} {
		if got := (sound{8000, samples(c.in...)}).trimmed(); !bytes.Equal(got.pcm, samples(c.want...)) {
			t.Errorf("%v: %v", c.in, got.pcm)
		}
	}
}

// FuzzWave: whatever is read can be written and read again.
func FuzzWave(f *testing.F) {
	f.Add(sound{22050, []byte{1, 0, 2, 0}}.file())
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVEdata\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := parseWave(file)
		if err != nil {
			return
		}
		again, err := parseWave(s.file())
		if err != nil || again.rate != s.rate || !bytes.Equal(again.pcm, s.pcm) {
			t.Errorf("%v: %d and %d bytes", err, len(s.pcm), len(again.pcm))
		}
	})
}
