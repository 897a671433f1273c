// Package demo does the main job once, on the bundled sample: files in, every village's sheet, post and script out.
package demo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"konggang/models"
	"konggang/services/accounts"
	"konggang/services/channels/loudspeaker"
	"konggang/services/channels/noticeboard"
	"konggang/services/channels/wechat"
	"konggang/services/commandline"
	"konggang/services/editions"
	"konggang/services/sample"
	"konggang/services/vacancies"
)

// Where the demo plays: the bundled county, and the town whose villages get an edition.
const (
	County models.DivisionCode = "410184000000"
	Town   models.DivisionCode = "410184107000"
)

// Approver is the name that the demo publishes in.
const Approver = "演示站管理员"

// Demo is what it takes: an empty database behind the services, and a folder for what comes out.
type Demo struct {
	Importer commandline.Importer
	Accounts accounts.Service
	Editions *editions.Service
	Kept     Kept
	Out      string
	Stdout   io.Writer
}

// Kept finds somebody of the sample to act as, and what was drafted.
type Kept interface {
	LookingSeekers(ctx context.Context, within models.DivisionCode) ([]models.Seeker, error)
	Vacancies(ctx context.Context, f models.VacancyFilter, p models.Page) (models.Listed[models.Posting], error)
	Editions(ctx context.Context, f models.EditionFilter, p models.Page) (models.Listed[models.Edition], error)
}

// Run does the whole job and says what it did.
func (d Demo) Run(ctx context.Context) error {
	if err := d.bringIn(ctx); err != nil {
		return err
	}
	office, err := d.people(ctx)
	if err != nil {
		return err
	}
	return d.publish(ctx, office)
}

// bringIn imports the sample files in the order in which they lean on each other.
func (d Demo) bringIn(ctx context.Context) error {
	for _, f := range []struct{ kind, name string }{
		{"divisions", sample.Divisions}, {"enterprises", sample.Enterprises}, {"vacancies", sample.Vacancies}, {"seekers", sample.Seekers},
	} {
		content, err := sample.Files.ReadFile(f.name)
		if err != nil {
			return err
		}
		report, err := d.Importer.Import(ctx, f.name, bytes.NewReader(content), commandline.ImportOptions{Kind: f.kind, Then: vacancies.ThenOpen})
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		d.say("%s\n", commandline.Summary(f.name, report))
	}
	return nil
}

// people makes one account a role and prints its token.
func (d Demo) people(ctx context.Context) (models.Actor, error) {
	employer, err := d.Kept.Vacancies(ctx, models.VacancyFilter{Status: models.VacancyOpen}, models.Page{Limit: 1})
	if err != nil {
		return models.Actor{}, err
	}
	seekers, err := d.Kept.LookingSeekers(ctx, Town)
	if err != nil {
		return models.Actor{}, err
	}
	if len(employer.Items) == 0 || len(seekers) == 0 {
		return models.Actor{}, fmt.Errorf("the sample has no open vacancy or no seeker in %s", Town)
	}
	village := seekers[0].Village
	var office models.Actor
	for _, a := range []models.Account{
		{Role: models.RoleOffice, Division: County},
		{Role: models.RoleEnterprise, EnterpriseID: employer.Items[0].Employer.ID},
		{Role: models.RoleVillage, Division: village},
		{Role: models.RoleSeeker, SeekerID: seekers[0].ID},
		{Role: models.RoleDevice, Division: village},
	} {
		made, token, err := d.Accounts.Create(ctx, models.System("demo"), a)
		if err != nil {
			return office, err
		}
		if a.Role == models.RoleOffice {
			office = made.Actor()
		}
		d.say("%s\t%s\n", a.Role, token)
	}
	return office, nil
}

// publish makes, publishes and renders one edition for every village of the town.
func (d Demo) publish(ctx context.Context, office models.Actor) error {
	op, err := d.Editions.Start(ctx, office, Town, editions.DefaultLines)
	if err != nil {
		return err
	}
	if err := d.Editions.Run(ctx, op.ID); err != nil {
		return err
	}
	drafts, err := d.Kept.Editions(ctx, models.EditionFilter{Within: Town, Status: models.EditionDraft}, models.Page{Limit: models.MaxLimit})
	if err != nil {
		return err
	}
	slices.Reverse(drafts.Items) // the newest is first
	lines := 0
	for i, draft := range drafts.Items {
		e, err := d.Editions.Publish(ctx, office, draft.ID, Approver)
		if err != nil {
			return err
		}
		lines += len(e.Items)
		d.say("[%d/%d] %s%s %d年第%d期：%d 条\n", i+1, op.Total, e.TownName, e.VillageName, e.Year, e.Number, len(e.Items))
		if err := d.render(e); err != nil {
			return err
		}
	}
	d.say("共 %d 条岗位信息，文件在 %s\n", lines, d.Out)
	return nil
}

// render writes the five files of an edition, more where a picture has more pages.
func (d Demo) render(e models.Edition) error {
	folder := filepath.Join(d.Out, string(e.Village))
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	files, err := files(e)
	for _, f := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, f.name), f.content, 0o600)
		}
	}
	return err
}

type file struct {
	name    string
	content []byte
}

func files(e models.Edition) ([]file, error) {
	pdf, err := noticeboard.PDF(e, noticeboard.Options{})
	if err != nil {
		return nil, err
	}
	sheet, err := noticeboard.PNG(e, noticeboard.Options{})
	if err != nil {
		return nil, err
	}
	cards, err := wechat.PNG(e)
	if err != nil {
		return nil, err
	}
	script, err := loudspeaker.Compose(e, loudspeaker.DefaultOptions())
	if err != nil {
		return nil, err
	}
	out := []file{{"noticeboard.pdf", pdf}, {"wechat.txt", []byte(wechat.Join(wechat.Text(e, wechat.Options{})))}, {"loudspeaker.txt", []byte(script.Text())}}
	return append(append(out, pictures("noticeboard", sheet)...), pictures("wechat", cards)...), nil
}

// pictures are name.png, name-2.png and so on.
func pictures(name string, pages [][]byte) []file {
	out := make([]file, len(pages))
	for i, p := range pages {
		out[i] = file{name + ".png", p}
		if i > 0 {
			out[i].name = fmt.Sprintf("%s-%d.png", name, i+1)
		}
	}
	return out
}

func (d Demo) say(format string, args ...any) { _, _ = fmt.Fprintf(d.Stdout, format, args...) }
