package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/editions"
)

// ScheduleBody is when the editions of a division are to be drafted, and how many lines each has.
type ScheduleBody struct {
	Weekdays []string `json:"weekdays,omitempty" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday" doc:"None for every day"`
	Time     string   `json:"time" example:"06:30" doc:"HH:MM of 24 hours, in the office's time zone"`
	Size     *int     `json:"size,omitempty" minimum:"1" maximum:"40" default:"20"`
}

func (b ScheduleBody) model(division models.DivisionCode) models.Schedule {
	c := models.Schedule{Division: division, Size: editions.DefaultLines, Rhythm: models.Rhythm{
		Weekdays: codes[models.Weekday](b.Weekdays), Time: models.ClockTime(b.Time)}}
	if b.Size != nil {
		c.Size = *b.Size
	}
	return c
}

// Schedule is a schedule as it is answered. One that is stopped has no next_at.
type Schedule struct {
	ID            string   `json:"id"`
	Division      string   `json:"division"`
	Weekdays      []string `json:"weekdays" doc:"None for every day"`
	Time          string   `json:"time"`
	Zone          string   `json:"zone" doc:"The office's time zone"`
	Size          int      `json:"size"`
	NextAt        *Stamp   `json:"next_at,omitempty"`
	LastAt        *Stamp   `json:"last_at,omitempty"`
	LastOperation string   `json:"last_operation,omitempty"`
	Stopped       string   `json:"stopped,omitempty" enum:"account_closed,not_overseen" doc:"Why it drafts nothing any more: its account was closed, or is no office over the division"`
	Version       int      `json:"version"`
	CreatedAt     Stamp    `json:"created_at"`
}

func (s *server) scheduleOf(c editions.Scheduled) Schedule {
	out := Schedule{ID: c.ID, Division: string(c.Division), Weekdays: words(c.Weekdays), Time: string(c.Time), Zone: s.Calendar.Zone.String(),
		Size: c.Size, LastAt: stampOf(c.LastAt), LastOperation: c.LastOperation, Stopped: string(c.Stop), Version: c.Version, CreatedAt: Stamp(c.CreatedAt)}
	if c.Stop == "" {
		out.NextAt = stampOf(&c.NextAt)
	}
	return out
}

type scheduleInput struct {
	ByCode
	Keyed
	JSONBody
}

type byCodeAndID struct {
	ByCode
	ByID
}

func (s *server) scheduleRoutes() {
	handleOnce(s, command[scheduleInput, single[Schedule]]{
		call: call{id: "create-schedule", method: http.MethodPost, path: "/divisions/{code}/schedules", summary: "Have an edition drafted for every village of a division, again and again", tag: "editions", status: http.StatusCreated, body: ScheduleBody{}},
		do:   s.createSchedule,
		show: func(ctx context.Context, in *scheduleInput, o outcome) (*single[Schedule], error) {
			c, err := s.schedule(ctx, in.ByCode, o.id)
			if err != nil {
				return nil, err
			}
			return created("/divisions/"+c.Division+"/schedules/"+c.ID, c.Version, c), nil
		},
	})
	handle(s, call{id: "list-schedules", method: http.MethodGet, path: "/divisions/{code}/schedules", summary: "When the editions of a division are drafted", tag: "editions"}, s.listSchedules)
	handle(s, call{id: "get-schedule", method: http.MethodGet, path: "/divisions/{code}/schedules/{id}", summary: "One schedule", tag: "editions"},
		func(ctx context.Context, in *byCodeAndID) (*single[Schedule], error) {
			c, err := s.schedule(ctx, in.ByCode, in.ID)
			if err != nil {
				return nil, err
			}
			return resource(c.Version, c), nil
		})
	handle(s, call{id: "delete-schedule", method: http.MethodDelete, path: "/divisions/{code}/schedules/{id}", summary: "Delete a schedule, which never drafts again", tag: "editions", status: http.StatusNoContent},
		func(ctx context.Context, in *byCodeAndID) (*struct{}, error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			return nil, s.Editions.Unschedule(ctx, actorOf(ctx), code, in.ID)
		})
}

func (s *server) createSchedule(ctx context.Context, in *scheduleInput) (outcome, error) {
	code, err := in.code()
	if err != nil {
		return outcome{}, err
	}
	body, err := decode[ScheduleBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	c, err := s.Editions.Schedule(ctx, actorOf(ctx), body.model(code))
	return outcome{id: c.ID}, err
}

func (s *server) listSchedules(ctx context.Context, in *struct {
	ByCode
	Paged
}) (*listed[Schedule], error) {
	code, err := in.code()
	if err != nil {
		return nil, err
	}
	l, err := s.Editions.Schedules(ctx, actorOf(ctx), code, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, s.scheduleOf), nil
}

func (s *server) schedule(ctx context.Context, in ByCode, id string) (Schedule, error) {
	code, err := in.code()
	if err != nil {
		return Schedule{}, err
	}
	c, err := s.Editions.ScheduleOf(ctx, actorOf(ctx), code, id)
	return s.scheduleOf(c), err
}
