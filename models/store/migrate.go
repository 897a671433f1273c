package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"

	"github.com/pressly/goose/v3"
)

// The migrations of each dialect. Once landed they are frozen: a change is a new file in both folders.
//
//go:embed migrations
var migrations embed.FS

// Schema is how far the database is (Current) and how far this program's migrations go (Wanted), with the files between.
type Schema struct {
	Current int64
	Wanted  int64
	Pending []string
}

// Known tells whether this program can work on the schema as it is.
func (s Schema) Known() bool { return s.Current == s.Wanted && len(s.Pending) == 0 }

// Schema tells how the database stands to the migrations of this program.
func (s *Store) Schema(ctx context.Context) (Schema, error) {
	provider, err := s.migrator()
	if err != nil {
		return Schema{}, err
	}
	return s.schema(ctx, provider)
}

func (s *Store) schema(ctx context.Context, provider *goose.Provider) (Schema, error) {
	current, wanted, err := provider.GetVersions(ctx)
	if err != nil {
		return Schema{}, s.engine.translate(err)
	}
	status, err := provider.Status(ctx)
	if err != nil {
		return Schema{}, s.engine.translate(err)
	}
	schema := Schema{Current: current, Wanted: wanted}
	for _, m := range status {
		if m.State == goose.StatePending {
			schema.Pending = append(schema.Pending, path.Base(m.Source.Path))
		}
	}
	return schema, nil
}

// Migrate brings the schema up to this program's and checks the keys (see CheckKeys). It refuses a schema that a newer
// program made.
func (s *Store) Migrate(ctx context.Context) error {
	provider, err := s.migrator()
	if err != nil {
		return err
	}
	schema, err := s.schema(ctx, provider)
	if err != nil {
		return err
	}
	if schema.Current > schema.Wanted {
		return fmt.Errorf("store: the schema has version %d, this program knows only up to %d: run a newer program", schema.Current, schema.Wanted)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return s.CheckKeys(ctx)
}

func (s *Store) migrator() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, s.engine.migrations)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(s.engine.goose, s.pool, files)
}
