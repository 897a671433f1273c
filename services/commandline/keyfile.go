package commandline

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// KeyFile is the path of the file with the keys of an embedded database: "id:base64 of 32 bytes", comma-separated, the current
// key first. It is for its owner alone.
type KeyFile string

// keyFileMode lets the owner alone read the keys.
const keyFileMode = 0o600

// Create writes a new file with one key. Error fs.ErrExist when there is one already, as somebody else may have made it a moment
// ago and sealed something with its key.
func (f KeyFile) Create(key string) error {
	file, err := os.OpenFile(string(f), os.O_CREATE|os.O_EXCL|os.O_WRONLY, keyFileMode)
	if err != nil {
		return err
	}
	if err := fill(file, key); err != nil {
		return err
	}
	return f.syncFolder()
}

// Prepend puts a key in front of the others; one that is there already stays where it is.
func (f KeyFile) Prepend(key string) error {
	keys, err := f.keys()
	if err != nil || slices.ContainsFunc(keys, func(k string) bool { return idOf(k) == idOf(key) }) {
		return err
	}
	return f.replace(append([]string{key}, keys...))
}

// Remove takes keys out by their ids, never the first.
func (f KeyFile) Remove(ids ...string) error {
	keys, err := f.keys()
	if err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(keys[1:]), func(k string) bool { return slices.Contains(ids, idOf(k)) })
	return f.replace(append(keys[:1:1], left...))
}

func (f KeyFile) keys() ([]string, error) {
	text, err := os.ReadFile(string(f))
	if err != nil {
		return nil, err
	}
	keys := strings.Split(string(text), ",")
	for i := range keys {
		keys[i] = strings.TrimSpace(keys[i])
	}
	return keys, nil
}

func idOf(key string) string {
	id, _, _ := strings.Cut(key, ":")
	return id
}

// replace puts the new content in place as a whole, on the disk before the old one is gone, so that whoever reads the file, even
// after the power failed, finds all keys of one of the two.
func (f KeyFile) replace(keys []string) error {
	file, err := os.CreateTemp(filepath.Dir(string(f)), filepath.Base(string(f))+".*") // for the owner alone
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }() // gone by then unless something failed
	if err := fill(file, strings.Join(keys, ",")); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), string(f)); err != nil {
		return err
	}
	return f.syncFolder()
}

// fill writes all of a file to the disk and closes it.
func fill(file *os.File, text string) error {
	_, err := file.WriteString(text)
	if err == nil {
		err = file.Sync()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	return err
}

// syncFolder has the file's name on the disk too; Windows does that by itself and cannot be asked to.
func (f KeyFile) syncFolder() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(filepath.Dir(string(f)))
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	return folder.Sync()
}
