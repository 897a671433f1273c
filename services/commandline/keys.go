package commandline

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"konggang/models"
)

// KeyStore is where things are sealed. Rotate reads the keys anew before it begins. KeysInUse are the ids of the keys that the
// store needs; Alone keeps others out until the transaction ends.
type KeyStore interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Alone(ctx context.Context, name string) error
	KeysInUse(ctx context.Context) ([]string, error)
	Rotate(ctx context.Context, by models.Actor, progress func(done, total int)) (models.Rotation, error)
}

// Keys changes the keys of a store. File is where they are, "" where they are a setting, which Setting then names and of which
// there are Stated. Fresh makes a new key in the form of the file.
type Keys struct {
	Store   KeyStore
	File    KeyFile
	Setting string
	Stated  int
	Fresh   func() string
}

// RotateOptions say how: KeepKey makes no new key and goes by the first one there is, Drop takes out of the key file what
// nothing is sealed under any more.
type RotateOptions struct {
	KeepKey  bool
	Drop     bool
	Progress func(done, total int)
}

// Rotate seals everything anew, under a fresh key that it puts in front in the key file, or under the first of the keys that
// were given as a setting. An error says what to do where the keys do not allow it.
func (k Keys) Rotate(ctx context.Context, o RotateOptions) (models.Rotation, error) {
	if o.Drop && k.File == "" {
		return models.Rotation{}, fmt.Errorf("-drop changes the key file, and the keys are in %s: rotate without it, then take the old ones out there", k.Setting)
	}
	if err := k.prepare(ctx, o.KeepKey); err != nil {
		return models.Rotation{}, err
	}
	r, err := k.Store.Rotate(ctx, models.System("command line"), o.Progress)
	if err == nil && o.Drop {
		err = k.drop(ctx, r.Free)
	}
	return r, err
}

func (k Keys) prepare(ctx context.Context, keep bool) error {
	switch {
	case keep, k.File == "" && k.Stated > 1:
		return nil
	case k.File == "":
		return fmt.Errorf("%s has one key: put a new one in front of it (id:base64 of 32 bytes, a comma between), leave the old one behind it, "+
			"and run this again with the same setting", k.Setting)
	}
	fresh := k.Fresh()
	return k.alone(ctx, func(context.Context) error { return k.File.Prepend(fresh) })
}

// alone changes the key file while nobody else does, so that two rotations at once lose no key.
func (k Keys) alone(ctx context.Context, change func(context.Context) error) error {
	return k.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := k.Store.Alone(ctx, "keys"); err != nil {
			return err
		}
		return change(ctx)
	})
}

func (k Keys) drop(ctx context.Context, free []string) error {
	return k.alone(ctx, func(ctx context.Context) error {
		used, err := k.Store.KeysInUse(ctx)
		if err != nil {
			return err
		}
		return k.File.Remove(slices.DeleteFunc(slices.Clone(free), func(id string) bool { return slices.Contains(used, id) })...)
	})
}

// WriteRotation says in lines what came of it, and what to do next. It tells whether all is under the current key but for what
// goes by itself.
func WriteRotation(w io.Writer, r models.Rotation, dropped bool) (whole bool, err error) {
	var b strings.Builder
	fmt.Fprintf(&b, "key %s seals: %d rows sealed anew\n", r.Key, r.Sealed)
	whole = len(r.Stuck) == 0
	for _, kept := range r.Kept {
		fmt.Fprintf(&b, "key %s is still needed: %d sealed values, %d one-time codes and invitations\n", kept.ID, kept.Values, kept.Fleeting)
		whole = whole && kept.Values == 0
	}
	if len(r.Kept) > 0 {
		b.WriteString("run \"konggang keys rotate -keep-key\" again once these are gone\n")
	}
	for _, row := range r.Stuck {
		fmt.Fprintf(&b, "not sealed anew: %s %s: %v\n", row.Table, row.Row, row.Err)
	}
	if done := map[bool]string{true: "taken out", false: "may be taken out"}[dropped]; len(r.Free) > 0 {
		fmt.Fprintf(&b, "%s: %s\n", done, strings.Join(r.Free, " "))
	}
	_, err = io.WriteString(w, b.String())
	return whole, err
}
