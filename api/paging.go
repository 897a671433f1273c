package api

import (
	"encoding/base64"
	"encoding/json"

	"konggang/models"
)

// place is what a cursor over a list in memory stands for: the id of the last item given, and where it stood then.
type place struct {
	ID    string `json:"i"`
	Index int    `json:"n"`
}

// partOf gives the part of a whole list in memory that the page asks for. It goes on after the last item given, wherever
// that stands now, so that a list that moves loses nothing and repeats nothing; where that item is gone, it goes on at
// the place where it stood.
func partOf[T any](all []T, p models.Page, id func(T) string) (models.Listed[T], error) {
	start, err := startOf(all, p.Cursor, id)
	if err != nil {
		return models.Listed[T]{}, err
	}
	end := min(start+p.Limit, len(all))
	out := models.Listed[T]{Items: all[start:end], Total: len(all)}
	if end < len(all) {
		text, err := json.Marshal(place{id(all[end-1]), end - 1})
		if err != nil {
			return out, err
		}
		out.Next = base64.RawURLEncoding.EncodeToString(text)
	}
	return out, nil
}

func startOf[T any](all []T, cursor string, id func(T) string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	var last place
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || json.Unmarshal(text, &last) != nil || last.ID == "" || last.Index < 0 {
		return 0, models.Errorf(models.CodeInvalidCursor)
	}
	for i := range all {
		if id(all[i]) == last.ID {
			return i + 1, nil
		}
	}
	return min(last.Index, len(all)), nil
}
