package api

import (
	"context"
	"net/http"

	"konggang/models"
)

// Division is one administrative division.
type Division struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Level     int    `json:"level" doc:"1 province, 2 city, 3 county, 4 town, 5 village"`
	Parent    string `json:"parent,omitempty"`
	Point     *Point `json:"point,omitempty"`
	Precision string `json:"precision" enum:"own,approximate,town"`
}

func divisionView(d models.Division) Division {
	return Division{string(d.Code), d.Name, int(d.Code.Level()), string(d.Code.Parent()), pointOf(d.Point), string(d.Precision)}
}

// ByCode names a division in the path.
type ByCode struct {
	Code string `path:"code" maxLength:"12"`
}

func (b ByCode) code() (models.DivisionCode, error) {
	code, err := models.ParseDivisionCode(b.Code)
	if err != nil {
		return "", models.FieldErrorf("code", models.CodeInvalidDivision)
	}
	return code, nil
}

func (s *server) divisionRoutes() {
	handle(s, call{id: "get-division", method: http.MethodGet, path: "/divisions/{code}", summary: "One division", tag: "divisions"},
		func(ctx context.Context, in *ByCode) (*single[Division], error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			d, err := s.Divisions.Get(ctx, code)
			if err != nil {
				return nil, err
			}
			return resource(1, divisionView(d)), nil
		})
	handle(s, call{id: "list-divisions", method: http.MethodGet, path: "/divisions", summary: "The divisions right below a parent", tag: "divisions"},
		func(ctx context.Context, in *struct {
			Parent string `query:"parent" maxLength:"12"`
			Paged
		}) (*listed[Division], error) {
			var p models.Problems
			parent := divisionOf(&p, "parent", in.Parent)
			if err := p.Err(); err != nil {
				return nil, err
			}
			all, err := s.Divisions.Children(ctx, parent)
			if err != nil {
				return nil, err
			}
			part, err := partOf(all, in.page(), func(d models.Division) string { return string(d.Code) })
			if err != nil {
				return nil, err
			}
			return listOf(part, divisionView), nil
		})
}
