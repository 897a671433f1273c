package api

import (
	"fmt"
	"slices"

	"konggang/models"
)

// Roles in the order of the table's columns.
const (
	anonymous  = models.RoleAnonymous
	office     = models.RoleOffice
	enterprise = models.RoleEnterprise
	village    = models.RoleVillage
	seeker     = models.RoleSeeker
	device     = models.RoleDevice
)

var everyone = []models.Role{anonymous, office, enterprise, village, seeker, device}

var signedIn = everyone[1:]

// policy says which roles may make which call; what is not in it is refused, and a route without a line here does not
// start. What a role may see and change behind the door is services/access.
var policy = map[string][]models.Role{
	"get-division":   everyone,
	"list-divisions": everyone,

	"create-enterprise":  {office, enterprise},
	"list-enterprises":   {office},
	"get-enterprise":     {office, enterprise},
	"patch-enterprise":   {office, enterprise},
	"approve-enterprise": {office},
	"reject-enterprise":  {office},
	"suspend-enterprise": {office},

	"search-vacancies":         everyone,
	"create-vacancy":           {office, enterprise},
	"get-vacancy":              everyone,
	"patch-vacancy":            {office, enterprise},
	"submit-vacancy":           {office, enterprise},
	"withdraw-vacancy":         {office, enterprise},
	"pause-vacancy":            {office, enterprise},
	"resume-vacancy":           {office, enterprise},
	"fill-vacancy":             {office, enterprise},
	"approve-vacancy":          {office},
	"reject-vacancy":           {office},
	"report-vacancy":           everyone,
	"list-vacancy-reports":     {office},
	"list-reasons":             {office},
	"check-vacancy":            {office, enterprise},
	"import-vacancies":         {office, enterprise},
	"get-import-template":      {office, enterprise},
	"export-vacancies":         everyone,
	"list-vacancy-candidates":  {office, enterprise},
	"list-vacancy-suggestions": everyone,

	"create-seeker":       {office, village, seeker},
	"list-seekers":        {office, village},
	"get-seeker":          {office, village, seeker},
	"patch-seeker":        {office, village, seeker},
	"delete-seeker":       {office, village, seeker},
	"import-seekers":      {office, village},
	"list-seeker-matches": {office, village, seeker},
	"reveal-seeker":       {office, village, seeker, enterprise},
	"export-seeker":       {office, village, seeker},

	"list-consents":           everyone,
	"give-seeker-consents":    {office, village, seeker},
	"withdraw-seeker-consent": {office, village, seeker},
	"list-seeker-consents":    {office, village, seeker},

	"create-referral": {office, village, seeker},
	"list-referrals":  {office, village, seeker, enterprise},
	"get-referral":    {office, village, seeker, enterprise},
	"patch-referral":  {office, village, seeker, enterprise},

	"get-village-list":       {office, village},
	"create-village-edition": {office, village},
	"list-village-editions":  everyone,
	"get-latest-edition":     everyone,
	"create-editions":        {office},
	"get-operation":          {office},
	"create-schedule":        {office},
	"list-schedules":         {office},
	"get-schedule":           {office},
	"delete-schedule":        {office},
	"get-edition":            everyone,
	"patch-edition-items":    {office, village},
	"publish-edition":        {office, village},
	"supersede-edition":      {office, village},
	"get-closed-lines":       {office, village},
	"get-closed-txt":         {office, village},
	"list-recalls":           {office, village},
	"get-recall":             {office, village},
	"settle-recall":          {office, village},

	"get-noticeboard-pdf":         everyone,
	"get-noticeboard-png":         everyone,
	"get-noticeboard-html":        everyone,
	"get-noticeboard-xlsx":        everyone,
	"get-wechat-txt":              everyone,
	"get-wechat-json":             everyone,
	"get-wechat-png":              everyone,
	"get-loudspeaker-txt":         everyone,
	"get-loudspeaker-json":        everyone,
	"get-loudspeaker-ssml":        everyone,
	"get-loudspeaker-wav":         everyone,
	"get-latest-noticeboard-pdf":  everyone,
	"get-latest-noticeboard-png":  everyone,
	"get-latest-noticeboard-html": everyone,
	"get-latest-noticeboard-xlsx": everyone,
	"get-latest-wechat-txt":       everyone,
	"get-latest-wechat-json":      everyone,
	"get-latest-wechat-png":       everyone,
	"get-latest-loudspeaker-txt":  everyone,
	"get-latest-loudspeaker-json": everyone,
	"get-latest-loudspeaker-ssml": everyone,
	"get-latest-loudspeaker-wav":  everyone,

	"get-noticeboards-pdf": {office},

	"list-audit": {office},

	"create-account":         {anonymous, office},
	"list-accounts":          {office},
	"close-account":          {office},
	"create-invitation":      {office},
	"create-code":            everyone,
	"create-session":         everyone,
	"list-sessions":          signedIn,
	"delete-session":         signedIn,
	"delete-current-session": signedIn,
	"reset-password":         everyone,
	"create-token":           signedIn,
	"list-tokens":            signedIn,
	"delete-token":           signedIn,
	"get-me":                 signedIn,
}

// permit tells whether the role may make the call: CodeUnauthenticated for a caller without a token where one is needed,
// CodeForbidden for a role that may not.
func permit(operation string, role models.Role) error {
	switch {
	case slices.Contains(policy[operation], role):
		return nil
	case role == anonymous:
		return models.Errorf(models.CodeUnauthenticated)
	}
	return models.Errorf(models.CodeForbidden)
}

// mustHavePolicy stops the start of a server that has a route without a line in the table.
func mustHavePolicy(operation string) {
	if len(policy[operation]) == 0 {
		panic(fmt.Sprintf("api: route %q is not in the policy table", operation))
	}
}
