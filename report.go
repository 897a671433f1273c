package main

import (
	"context"
	"fmt"

	"konggang/models"
	"konggang/services/commandline"
	"konggang/services/matching"
	"konggang/services/simulation"
)

// maxSeeds bounds a report: each made county takes a while.
const maxSeeds = 100

func runReport(ctx context.Context, args []string, s streams) error {
	if len(args) == 0 || args[0] != "matching" {
		_, _ = fmt.Fprintln(s.err, "usage: konggang report matching [-division CODE | -made] [-seeds N] [-json]")
		return errUsage
	}
	set := flags("report matching", s)
	made := set.Bool("made", false, "try made counties, one for each seed, instead of the database's villages")
	division := set.String("division", "", "town or county whose villages are tried; the database's county where it has just one")
	seeds := set.Int("seeds", 5, "how many made counties, or drawn orders of those registered")
	asJSON := set.Bool("json", false, "print every trial and the figures to reach as JSON")
	if err := parse(set, args[1:], 0); err != nil {
		return err
	}
	if *seeds < 1 || *seeds > maxSeeds || *made && *division != "" {
		_, _ = fmt.Fprintf(s.err, "report matching: -seeds is 1 to %d, and -made has no division\n", maxSeeds)
		return errUsage
	}
	var progress func(done, total int)
	if isTerminal(s.err) {
		progress = commandline.Bar(s.err, "matching")
	}
	if *made {
		return printMatching(s, simulation.County(simulation.CountySize, *seeds, progress), *asJSON)
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		title, world, err := h.registered(ctx, *division)
		if err != nil {
			return err
		}
		report, err := simulation.Registered(title, world, *seeds, progress)
		if err != nil {
			return fmt.Errorf("%s: %w", title, err)
		}
		return printMatching(s, report, *asJSON)
	})
}

func printMatching(s streams, r simulation.Report, asJSON bool) error {
	if asJSON {
		return commandline.WriteJSON(s.out, r.JSON())
	}
	return r.Write(s.out)
}

// registered is what lists of a division are made from now, as an edition would be: its villages, the open vacancies, and
// the people of its county who agreed to be matched.
func (h *house) registered(ctx context.Context, stated string) (title string, w simulation.World, err error) {
	d, err := h.division(ctx, stated)
	if err != nil {
		return "", w, err
	}
	villages, err := h.store.DivisionsWithin(ctx, d.Code, models.LevelVillage)
	if err != nil {
		return "", w, err
	}
	for _, v := range villages {
		w.Villages = append(w.Villages, matching.Village{Code: v.Code, Place: v.Point, Precision: v.Precision})
	}
	w.Day, w.Acceptance, w.Rules = h.calendar.Today(), h.rules.Acceptance, &h.rules
	if w.Postings, err = h.store.OpenPostings(ctx, w.Day); err != nil {
		return "", w, err
	}
	around := d.Code.County()
	if around == "" {
		around = d.Code
	}
	year, _, _ := w.Day.Parts()
	err = h.store.EachLookingSeeker(ctx, func(some []models.Seeker, _, _ int) error {
		for _, s := range some {
			if around.Contains(s.Village) && s.MayWork(year) {
				w.People = append(w.People, s)
			}
		}
		return nil
	})
	return d.ShortName() + " " + string(d.Code), w, err
}

// division is the stated one, else the only county. Errors: CodeInvalidDivision, CodeUnknownDivision, CodeRequired.
func (h *house) division(ctx context.Context, stated string) (models.Division, error) {
	var code models.DivisionCode
	var err error
	if stated == "" {
		if code, err = h.home(ctx); err == nil && code == "" {
			err = models.FieldErrorf("division", models.CodeRequired)
		}
	} else if code, err = models.ParseDivisionCode(stated); err != nil {
		err = models.FieldErrorf("division", models.CodeInvalidDivision)
	}
	if err != nil {
		return models.Division{}, err
	}
	d, err := h.store.Division(ctx, code)
	if models.CodeOf(err) == models.CodeNotFound {
		err = models.FieldErrorf("division", models.CodeUnknownDivision)
	}
	return d, err
}
