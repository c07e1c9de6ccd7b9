package pattern_test

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
		{"CH-SM-01 CH-SM-02 CH-SM-03 CH-SC-01", checkTheCasesOfClickHouse},
		{"CH-NN-04 CH-NN-05 CH-NN-06", checkTheNextNodesOfClickHouse},
		{"CH-SE-01", checkTheLongestChain},
		{"CH-RT-01", checkRetentionNeedsTheFirstCondition},
	} {
		seen = append(seen, strings.Fields(cases.ids)...)
		t.Run(cases.ids, cases.check)
	}
	assert.Subset(t, seen, sharedtest.IDs(t, "sequenceMatch", "sequenceCount", "sequenceMatchEvents", "next_node", "retention_array"), "a case without a check")
}
