package robots

import (
	"net/url"
	"strings"

	"konggang/models"
	"konggang/services/outbound"
)

// LeastSecret is how many bytes the secret of a webhook must have.
const LeastSecret = 16

// CheckTarget tells what is wrong with the kind, the address or the secret of a target, all at once as a CodeInvalid error about
// the fields kind, url and secret; nil for a target that can be sent to. A robot of WeCom signs nothing; one of DingTalk signs where
// its owner chose so; a webhook always does.
func CheckTarget(t models.Target, rules outbound.Rules) error {
	var wrong models.Problems
	if !models.RobotKinds.Has(t.Kind) {
		wrong.Add("kind", models.CodeUnknownValue, strings.Join(models.RobotKinds.Words(), " "))
	}
	address, err := outbound.ParseTarget(t.URL, rules)
	wrong.AddErr("", err)
	if key := t.Kind.KeyParameter(); err == nil && key != "" && parameter(address, key) == "" {
		wrong.Add("url", models.CodeNoRobotKey, key)
	}
	checkSecret(t, &wrong)
	return wrong.Err()
}

func parameter(address outbound.Target, name string) string {
	u, err := url.Parse(address.Address())
	if err != nil {
		return ""
	}
	return u.Query().Get(name)
}

func checkSecret(t models.Target, wrong *models.Problems) {
	switch {
	case t.Kind == models.RobotWeCom && t.Secret != "":
		wrong.Add("secret", models.CodeNotCombinable, "kind="+string(t.Kind))
	case t.Kind == models.RobotDingTalk && t.Secret != "" && !strings.HasPrefix(t.Secret, "SEC"):
		wrong.Add("secret", models.CodeInvalidSecret)
	case t.Kind == models.RobotWebhook && t.Secret == "":
		wrong.Add("secret", models.CodeRequired)
	case t.Kind == models.RobotWebhook && len(t.Secret) < LeastSecret:
		wrong.Add("secret", models.CodeShortSecret, LeastSecret)
	}
}
