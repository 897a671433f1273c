package storetest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
)

// unpacked is the bytes and, where they are a zip archive (a spreadsheet) or a PDF, what is compressed in them.
func unpacked(in []byte) [][]byte {
	switch {
	case bytes.HasPrefix(in, []byte("PK\x03\x04")):
		return append(members(in), in)
	case bytes.HasPrefix(in, []byte("%PDF-")):
		return append(streams(in), in)
	}
	return [][]byte{in}
}

func members(archive []byte) [][]byte {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil
	}
	var out [][]byte
	for _, f := range r.File {
		if opened, err := f.Open(); err == nil {
			out = append(out, all(opened))
		}
	}
	return out
}

func streams(pdf []byte) [][]byte {
	var out [][]byte
	for _, part := range bytes.Split(pdf, []byte("stream\n")) {
		if inflated, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			out = append(out, all(inflated))
		}
	}
	return out
}

// all is what can be read; a stream that breaks off gives what came before.
func all(r io.ReadCloser) []byte {
	content, _ := io.ReadAll(r)
	_ = r.Close()
	return content
}
