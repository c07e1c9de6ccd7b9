package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

func TestAnAxisOfCountsNamesWholeNumbers(t *testing.T) {
	p, err := newPage(&Options{Lang: journey.English}, "", 960, 0)
	require.NoError(t, err)
	for _, c := range []struct {
		unit   journey.Unit
		lo, hi float64
		want   []string
	}{
		{journey.Count, 0, 2, []string{"0", "1", "2"}},
		{journey.Count, 0, 1, []string{"0", "1"}},
		{journey.Count, 0, 5000, []string{"0", "1,000", "2,000", "3,000", "4,000", "5,000"}},
		{journey.Score, 3, 4, []string{"3.0", "3.2", "3.4", "3.6", "3.8", "4.0"}},
	} {
		var labels []string
		for _, tick := range p.axis(c.unit, c.lo, c.hi, 0, 400*px, 6).ticks {
			labels = append(labels, tick.label)
		}
		assert.Equal(t, c.want, labels, "%s from %v to %v", c.unit, c.lo, c.hi)
	}
}
