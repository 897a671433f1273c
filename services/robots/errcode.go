package robots

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"konggang/models"
	"konggang/services/outbound"
)

// longestAnswer is the most bytes that the answer of a group's robot may have; real ones have 200.
const longestAnswer = 16 << 10

// ErrCodes are what the numbers mean that a robot answers a message with: {"errcode": 0} for one that it took. A number that is not among
// them refuses the message, as most say what is wrong with it.
type ErrCodes map[int64]Fault

// Say posts a message to a group's robot, which answers 200 whatever became of it and says the rest by an errcode.
func (codes ErrCodes) Say(ctx context.Context, client *http.Client, address string, message any) (retry bool, err error) {
	body, err := json.Marshal(message)
	if err != nil {
		return Refuse("message")
	}
	return Call{Address: address, Body: body}.Do(ctx, client, codes.read)
}

// read understands an answer. One that it cannot read leaves open what became of the message.
func (codes ErrCodes) read(answer io.Reader) *Fault {
	body, err := outbound.ReadBody(answer, longestAnswer)
	if err != nil {
		return &Fault{Code: models.CodeRobotFailed, Detail: "broken answer", Unknown: true}
	}
	return codes.understand(body)
}

func (codes ErrCodes) understand(body []byte) *Fault {
	var answer struct{ ErrCode *int64 }
	if err := json.Unmarshal(body, &answer); err != nil || answer.ErrCode == nil {
		return &Fault{Code: models.CodeRobotFailed, Detail: "unreadable answer", Unknown: true}
	}
	if *answer.ErrCode == 0 {
		return nil
	}
	fault, known := codes[*answer.ErrCode]
	if !known {
		fault.Code = models.CodeRobotRefused
	}
	fault.Detail = fmt.Sprintf("errcode %d", *answer.ErrCode)
	return &fault
}
