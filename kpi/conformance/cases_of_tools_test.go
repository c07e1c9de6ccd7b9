package conformance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// The cases of vectors/behaviour.json that speak of this package, by id; those
// that the file keeps back are there too, from their sources.
func TestCasesOfOtherTools(t *testing.T) {
	var seen []string
	for _, cases := range []struct {
		ids   string
		check func(*testing.T)
	}{
		{"PM-AL-01", checkAlignmentsArePM4Pys},
		{"PM-TBR-01", checkReplayIsPM4Pys},
		{"PM-TP-01", checkTemporalProfileIsPM4Pys},
		{"PM-EFG-01", checkTheProfileCountsPairsAsPM4PysEventuallyFollowsGraph},
	} {
		seen = append(seen, strings.Fields(cases.ids)...)
		t.Run(cases.ids, cases.check)
	}
	assert.Subset(t, seen, sharedtest.IDs(t, "conformance_alignment", "conformance_token_replay", "temporal_profile"), "a case without a check")
}
