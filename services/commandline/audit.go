package commandline

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"konggang/models"
	"konggang/services/audit"
)

// AuditFault is one place where the chain is not as it was written, as the command prints it in JSON.
type AuditFault struct {
	Seq  int64  `json:"seq"`
	ID   string `json:"id,omitempty"`
	What string `json:"what"`
}

// AuditReport is what a verification found, as the command prints it in JSON.
type AuditReport struct {
	Intact  bool         `json:"intact"`
	Entries int64        `json:"entries"`
	Head    string       `json:"head"`
	Faults  []AuditFault `json:"faults"`
}

// ReportOf puts a check into the form in which it is printed.
func ReportOf(c models.AuditCheck) AuditReport {
	r := AuditReport{Intact: len(c.Faults) == 0, Entries: c.Entries, Head: c.Head.String(), Faults: []AuditFault{}}
	for _, f := range c.Faults {
		r.Faults = append(r.Faults, AuditFault{f.Seq, f.ID, string(f.What)})
	}
	return r
}

// VerifyAudit verifies the audit against the heads that known holds (see KnownHeads). progress may be nil.
func VerifyAudit(ctx context.Context, s audit.Service, known string, progress func(done, total int)) (models.AuditCheck, error) {
	heads, err := KnownHeads(known)
	if err != nil {
		return models.AuditCheck{}, err
	}
	return s.Verify(ctx, heads, progress)
}

// exported finds a head in a line of a log or of the API's answer.
var exported = regexp.MustCompile(`\b[1-9][0-9]{0,17}:[0-9a-f]{64}\b`)

// KnownHeads reads one head, SEQ:LINK, or the file of that name that holds heads, in lines of their own or as the log and
// the API give them; "" is none. Errors: the file cannot be read or holds no head, since a check against nothing would look
// like one that passed.
func KnownHeads(known string) ([]models.AuditHead, error) {
	if known == "" {
		return nil, nil
	}
	if head, err := models.ParseAuditHead(known); err == nil {
		return []models.AuditHead{head}, nil
	}
	text, err := os.ReadFile(known) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("-head is neither SEQ:LINK nor a file: %w", err)
	}
	var heads []models.AuditHead
	for _, found := range exported.FindAllString(string(text), -1) {
		head, err := models.ParseAuditHead(found)
		if err != nil {
			return nil, err
		}
		heads = append(heads, head)
	}
	if len(heads) == 0 {
		return nil, fmt.Errorf("%s holds no head of the form SEQ:LINK", known)
	}
	return heads, nil
}

var faultWords = map[models.AuditFaultKind]string{
	models.AuditEdited:  "内容被改动",
	models.AuditRemoved: "记录缺失",
	models.AuditMoved:   "与前一条接不上（被挪动或改写）",
	models.AuditCut:     "与留存的链头不符（链尾被截断或重写）",
	models.AuditBroken:  "程序编号时发现链已被人动过（此前的记录可能被删）",
}

// WriteAudit says in lines what a verification found: one a fault, then the whole.
func WriteAudit(w io.Writer, c models.AuditCheck) error {
	var b strings.Builder
	for _, f := range c.Faults {
		b.WriteString(faultLine(f) + "\n")
	}
	if len(c.Faults) >= models.MaxAuditFaults {
		fmt.Fprintf(&b, "只列出前 %d 处\n", models.MaxAuditFaults)
	}
	verdict := "完整"
	if len(c.Faults) > 0 {
		verdict = "不完整"
	}
	fmt.Fprintf(&b, "%s：共 %d 条，链头 %s\n", verdict, c.Entries, c.Head)
	_, err := io.WriteString(w, b.String())
	return err
}

func faultLine(f models.AuditFault) string {
	place := fmt.Sprintf("第 %d 条", f.Seq)
	if f.Seq == 0 {
		place = "尚未编号的一条"
	}
	if f.ID != "" {
		place += "（" + models.CleanText(f.ID) + "）"
	}
	return place + "：" + faultWords[f.What]
}
