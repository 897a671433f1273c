package noticeboard_test

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/noticeboard"
)

// compressor is the release of Go whose compression the digests were made with. Another may compress otherwise: renew them
// then; the golden files of the layout tell whether more than that has changed.
const compressor = "go1.26"

// TestTheSameOnEveryMachine compares documents and images with those that another machine made, to the byte.
func TestTheSameOnEveryMachine(t *testing.T) {
	if release := runtime.Version(); !strings.HasPrefix(release, compressor) {
		t.Skipf("made with %s, this is %s: the same words may be other bytes", compressor, release)
	}
	var out strings.Builder
	note := func(name string, files ...[]byte) {
		for i, file := range files {
			fmt.Fprintf(&out, "%x %s %d\n", sha256.Sum256(file), name, i+1)
		}
	}
	e := channelstest.Edition(11)
	for i, o := range []noticeboard.Options{
		{}, {Orientation: "portrait", Group: channels.ByTrade}, {Paper: "a3", Group: channels.ByDistance, TearOff: true}, {Paper: "a3", Orientation: "portrait"},
	} {
		file, err := noticeboard.PDF(e, o)
		if err != nil {
			t.Fatal(err)
		}
		note(fmt.Sprintf("pdf %d", i+1), file)
	}
	images, err := noticeboard.PNG(e, noticeboard.Options{TearOff: true})
	if err != nil {
		t.Fatal(err)
	}
	note("png", images...)
	job, err := noticeboard.Job(t.Context(), []models.Edition{e, channelstest.Edition(3)}, noticeboard.Options{}, true)
	if err != nil {
		t.Fatal(err)
	}
	note("job", job)
	channelstest.Golden(t, "digests.txt", out.String())
}
