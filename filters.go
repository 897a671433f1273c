package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/services/commandline"
	"konggang/services/screening"
)

func runSpoken(_ context.Context, args []string, s streams) error {
	if err := parse(flags("spoken", s), args, 0); err != nil {
		return err
	}
	all, err := commandline.Speak(s.in, s.out, s.err)
	if err == nil && !all {
		err = errPartly
	}
	return err
}

// Where free text is judged when nothing else is said: 新郑, whose tier of minimum wages is known.
const screenedPlace = "410184"

func runScreen(_ context.Context, args []string, s streams) error {
	set := flags("screen", s)
	place := set.String("place", screenedPlace, "code of the division where the work is")
	date := set.String("date", string(models.DateOf(time.Now(), chinaTime)), "day on which the advert is judged, YYYY-MM-DD")
	wages := set.String("wages", "", "file of minimum wages that win over the bundled ones")
	if err := parse(set, args, 0); err != nil {
		return err
	}
	c, err := screeningContext(*place, *date, *wages)
	if err != nil {
		return err
	}
	return commandline.Screen(s.in, s.out, c)
}

// chinaTime is the time of all of China, which has one zone and no summer time.
var chinaTime = time.FixedZone("Asia/Shanghai", 8*60*60)

func screeningContext(place, date, file string) (c screening.Context, err error) {
	if c.Place, err = models.ParseDivisionCode(place); err != nil {
		return c, err
	}
	if c.Today, err = models.ParseDate(date); err != nil {
		return c, err
	}
	c.Wages, err = minimumWages(file)
	return c, err
}

func runOpenAPI(_ context.Context, args []string, s streams) error {
	if err := parse(flags("openapi", s), args, 0); err != nil {
		return err
	}
	document, err := api.Document(version())
	if err != nil {
		return err
	}
	_, err = s.out.Write(append(document, '\n'))
	return err
}

func runVersion(_ context.Context, args []string, s streams) error {
	if err := parse(flags("version", s), args, 0); err != nil {
		return err
	}
	_, err := fmt.Fprintln(s.out, version())
	return err
}

// version is the module's version as the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
