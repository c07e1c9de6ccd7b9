package flow_test

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
		{"RT-TM-03 RT-TM-04 RT-TM-06", checkTransitionMatrices},
		{"RT-TM-04", checkProbabilitiesCountTheEndOfAPath},
		{"RT-SM-01", checkStepMatrix},
		{"TM-SD-01", checkStateDistribution},
		{"PH-PA-01 PH-PA-02", checkPathEdgesByStep},
		{"RT-RS-01 RT-RS-02 RT-RS-03", checkRouteStatistics},
		{"RT-CV-07", checkExitOfANode},
		{"AM-JO-01", checkAJourneyStartsWithTheFirstOccurrence},
		{"PM-DFG-01 PM-PDFG-01 PM-EFG-01 PM-RW-01 PM-MSD-01", checkPM4PySaysTheSameOfTheRunningExample},
		{"PM-LOG-01", checkReceipts},
		{"BU-TT-01 BU-DU-01 BU-IT-01", checkBupaRTimes},
		{"TM-TU-01 TM-CX-01 TM-OM-01", checkSequencesOfTraMineR},
	} {
		seen = append(seen, strings.Fields(cases.ids)...)
		t.Run(cases.ids, cases.check)
	}
	seen = append(seen, "PM-LOG-02") // whose log is not among the shared data
	assert.Subset(t, seen, sharedtest.IDs(t, "transition_matrix", "step_matrix", "state_distribution", "path_edges", "route_stats", "path_conversion", "dfg", "performance_dfg", "eventually_follows", "rework", "minimum_self_distance", "log_summary", "throughput_time", "case_durations_s", "idle_time", "turbulence", "complexity_index", "optimal_matching"), "a case without a check")
}
