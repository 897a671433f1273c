package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

const editionMachine = `
            publish    supersede   correct
draft       published  -           draft
published   -          superseded  -
superseded  -          -           -
`

func TestEditionMachine(t *testing.T) {
	want := machine(editionMachine)
	if len(want) != len(models.EditionStatuses) {
		t.Fatal("the table has not every status")
	}
	actions := map[string]func(*models.Edition) error{
		"publish":   func(e *models.Edition) error { return e.Publish("李所长", noon) },
		"supersede": func(e *models.Edition) error { return e.Supersede("工资写错") },
		"correct": func(e *models.Edition) error {
			return e.Correct([]models.LineChange{{models.CorrectionAdd, "10001", nil, "村里要"}}, heardOf(1), corrector, noon)
		},
	}
	for _, status := range models.EditionStatuses {
		for action, do := range actions {
			edition := models.Edition{Status: status.Code}
			err := do(&edition)
			if next := want[string(status.Code)][action]; next != "-" {
				if err != nil || string(edition.Status) != next {
					t.Errorf("%s %s: %s, %v; want %s", status.Code, action, edition.Status, err, next)
				}
				continue
			}
			if diff := cmp.Diff(models.Edition{Status: status.Code}, edition); diff != "" {
				t.Errorf("%s refused %s but changed\n%s", status.Code, action, diff)
			}
			checkIllegal(t, err, status.Zh, map[string]string{"publish": "发布", "supersede": "作废", "correct": "修改"}[action])
		}
	}
}

func TestPublishAndSupersedeKeepWhoAndWhy(t *testing.T) {
	edition := models.Edition{Status: models.EditionDraft}
	if err := edition.Publish("李所长", noon); err != nil {
		t.Fatal(err)
	}
	at := noon
	if diff := cmp.Diff(models.Edition{Status: models.EditionPublished, Approver: "李所长", PublishedAt: &at}, edition); diff != "" {
		t.Errorf("published -want +got\n%s", diff)
	}
	if err := edition.Supersede("工资写错"); err != nil || edition.StatusReason != "工资写错" || edition.Approver != "李所长" {
		t.Errorf("superseded %+v, %v", edition, err)
	}
}

func TestPublishAndSupersedeNeedWords(t *testing.T) {
	for _, c := range []struct{ text, publish, supersede string }{
		{"", "approver required", "reason required"},
		{"  ", "approver invalid_text", "reason invalid_text"},
		{strings.Repeat("李", 201), "approver too_long", "reason too_long"},
	} {
		draft, published := models.Edition{Status: models.EditionDraft}, models.Edition{Status: models.EditionPublished}
		if got := problemsIn(draft.Publish(c.text, noon)); got != c.publish || draft.Status != models.EditionDraft {
			t.Errorf("publish %q: %s, now %s", c.text, got, draft.Status)
		}
		if got := problemsIn(published.Supersede(c.text)); got != c.supersede || published.Status != models.EditionPublished {
			t.Errorf("supersede %q: %s, now %s", c.text, got, published.Status)
		}
	}
}
