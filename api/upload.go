package api

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"konggang/models"
)

// maxUpload bounds a spreadsheet, bytes.
const maxUpload = 20 << 20

// Upload is a multipart form with one part "file".
type Upload struct {
	RawBody []byte `contentType:"multipart/form-data"`
}

// upload is a file as it was sent.
type upload struct {
	name    string
	content []byte
}

// file reads the part "file". Errors: CodeUnsupportedMedia for what is no form, CodeMalformed for a broken one, CodeInvalid
// when it has no such part.
func (u Upload) file(media string) (upload, error) {
	kind, params, err := mime.ParseMediaType(media)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return upload{}, models.Errorf(models.CodeUnsupportedMedia)
	}
	form := multipart.NewReader(bytes.NewReader(u.RawBody), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return upload{}, models.FieldErrorf("file", models.CodeRequired)
		}
		if err != nil {
			return upload{}, models.Errorf(models.CodeMalformed)
		}
		if part.FormName() != "file" {
			continue
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return upload{}, models.Errorf(models.CodeMalformed)
		}
		return upload{part.FileName(), content}, nil
	}
}
