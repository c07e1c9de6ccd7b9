package attribution

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// tallyOf counts paths written as "a > b > c", each as often as it converted
// and as it did not.
func tallyOf(rows [][3]string) *Tally {
	var all []journey.Channel
	for _, row := range rows {
		for c := range strings.SplitSeq(row[0], " > ") {
			all = append(all, journey.Channel(c))
		}
	}
	slices.Sort(all)
	t := &Tally{counts: newCounts(slices.Compact(all))}
	for _, row := range rows {
		var channels []journey.Channel
		for c := range strings.SplitSeq(row[0], " > ") {
			channels = append(channels, journey.Channel(c))
		}
		path := places(channels, t.channels)
		for k, converted := range []bool{true, false} {
			n, _ := strconv.Atoi(row[k+1])
			for range n {
				t.add(path, converted)
			}
		}
	}
	return t
}

func TestPublishedCredit(t *testing.T) {
	for _, test := range []struct {
		id, source string
		paths      [][3]string
		p          float64
		removal    map[journey.Channel]float64
		credit     map[journey.Channel]float64
	}{
		{"attr.analyzecore", "analyzecore.com, 3 August 2016",
			[][3]string{{"C1 > C2 > C3", "1", "0"}, {"C1", "0", "1"}, {"C2 > C3", "0", "1"}}, 1. / 3,
			map[journey.Channel]float64{"C1": 0.5, "C2": 1, "C3": 1}, map[journey.Channel]float64{"C1": 0.2, "C2": 0.4, "C3": 0.4}},
		{"attr.puzyrov", "serhiipuzyrov.com, July 2019; the effects computed exactly",
			[][3]string{{"google ads", "2", "1"}, {"mailing", "1", "0"}, {"google ads > mailing", "1", "0"}}, 0.8,
			map[journey.Channel]float64{"google ads": 0.75, "mailing": 0.5}, map[journey.Channel]float64{"google ads": 2.4, "mailing": 1.6}},
	} {
		t.Run(test.id, func(t *testing.T) {
			r, err := tallyOf(test.paths).Result()
			require.NoError(t, err)
			assert.InDelta(t, test.p, r.Probability, 1e-12)
			for _, c := range r.Channels {
				assert.InDelta(t, test.removal[c.Channel], c.RemovalEffect, 1e-12, c.Channel)
				assert.InDelta(t, test.credit[c.Channel], c.Markov, 1e-12, c.Channel)
			}
		})
	}
}

// 10,000 paths of 12 channels, up to 89 touches long, of the R package
// ChannelAttribution. Credit of the Markov chain by an exact sparse solution
// elsewhere (attr.pathdata), of the first, last and linear touch by that
// package's own heuristic models (attr.pathdata_heuristic).
func TestCreditOfChannelAttributionsPathData(t *testing.T) {
	rows, err := csv.NewReader(sharedtest.Open(t, "data/stats/ChannelAttribution_PathData.csv")).ReadAll()
	require.NoError(t, err)
	var paths [][3]string
	for _, row := range rows[1:] {
		paths = append(paths, [3]string{row[0], row[1], row[3]})
	}
	r, err := tallyOf(paths).Result()
	require.NoError(t, err)
	assert.Equal(t, []int{19785, 68602}, []int{r.Conversions, r.Nulls})
	assert.InDelta(t, 0.223845135597, r.Probability, 1e-12)
	markov := map[journey.Channel]float64{
		"alpha": 5344.947682, "iota": 3884.614702, "eta": 3340.847402, "beta": 2527.352167, "theta": 1971.912880, "lambda": 1282.847223,
		"epsilon": 599.570650, "zeta": 381.062553, "kappa": 274.363256, "gamma": 171.145443, "delta": 4.613618, "mi": 1.722425,
	}
	touches := map[journey.Channel][]float64{
		"alpha": {6308, 8447, 7574.718593751175}, "beta": {2831, 989, 2083.500144589048}, "delta": {1, 5, 1.725},
		"epsilon": {99, 531, 272.17043772045923}, "eta": {3164, 4167, 3539.9511571005764}, "gamma": {165, 92, 121.04163902026706},
		"iota": {4606, 3355, 3857.096221017706}, "kappa": {74, 230, 137.96407792227836}, "lambda": {902, 1207, 1035.257572285534},
		"mi": {2, 2, 2.2222222222222223}, "theta": {1606, 653, 1022.8013939042202}, "zeta": {27, 107, 136.55154046644455},
	}
	require.Len(t, r.Channels, 12)
	for _, c := range r.Channels {
		assert.InDelta(t, markov[c.Channel], c.Markov, 1e-6, c.Channel)
		assert.Equal(t, touches[c.Channel][:2], []float64{c.First, c.Last}, c.Channel)
		assert.InEpsilon(t, touches[c.Channel][2], c.Linear, 1e-9, c.Channel)
	}
}
