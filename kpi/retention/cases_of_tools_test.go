package retention_test

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
		{"PH-RT-01 PH-RT-02 CH-RT-01", checkTablesOfOtherTools},
		{"AM-RT-01 AM-RT-02 AM-RT-03", checkReturnsOfOneCustomer},
		{"PH-LC-01", checkLifecycleOfPostHog},
		{"PH-ST-01 PH-ST-02", checkStickinessOfPostHog},
	} {
		seen = append(seen, strings.Fields(cases.ids)...)
		t.Run(cases.ids, cases.check)
	}
	assert.Subset(t, seen, sharedtest.IDs(t, "retention_return", "stickiness", "retention_matrix", "lifecycle"), "a case without a check")
}
