package figure_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

func sample(seconds ...uint64) *stat.Sample {
	s := new(stat.Sample)
	for _, v := range seconds {
		s.Add(v * 1e9)
	}
	return s
}

// The extra hours of sleep by drug 2 of Student 1908, in minutes.
func TestTimesHaveStudentsIntervalAroundTheirMean(t *testing.T) {
	minutes := []uint64{114, 48, 66, 6, 0, 264, 330, 96, 276, 204} // 1.9 0.8 1.1 0.1 0 4.4 5.5 1.6 4.6 3.4 hours
	m := figure.Times(sample(minutes...), 0.95)
	require.Len(t, m, 3)
	mean := m[1]
	assert.Equal(t, journey.MeasureTimeMean, mean.Name)
	assert.InDelta(t, 140.4, mean.Value, 1e-9)
	sd := 0.0
	for _, v := range minutes {
		sd += (float64(v) - 140.4) * (float64(v) - 140.4)
	}
	half := 2.262157163 * math.Sqrt(sd/9/10)
	assert.InDelta(t, 140.4-half, mean.Lo, 1e-6)
	assert.InDelta(t, 140.4+half, mean.Hi, 1e-6)
	assert.InDelta(t, 105, m[0].Value, 1e-9)
	assert.Equal(t, 10, m[0].N)
}

func TestTimesNeedTwoAndAreNeverNegative(t *testing.T) {
	assert.Empty(t, figure.Times(sample(), 0.95))
	assert.Empty(t, figure.Times(sample(7), 0.95))
	for _, m := range figure.Times(sample(0, 1000), 0.95) {
		assert.GreaterOrEqual(t, m.Lo, 0.0)
		assert.LessOrEqual(t, m.Lo, m.Value)
		assert.LessOrEqual(t, m.Value, m.Hi)
	}
}

func TestLevelsAndEnds(t *testing.T) {
	level, err := figure.Level(0)
	require.NoError(t, err)
	assert.Equal(t, 0.95, level)
	for _, bad := range []float64{0.49, 1, -1, math.NaN()} {
		_, err := figure.Level(bad)
		assert.ErrorContains(t, err, "options.level: out of range")
	}
	end, err := figure.End(time.Time{})
	require.NoError(t, err)
	assert.Equal(t, int64(math.MaxInt64), end)
	end, err = figure.End(time.Unix(5, 7))
	require.NoError(t, err)
	assert.Equal(t, int64(5_000_000_007), end)
	_, err = figure.End(time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC))
	assert.ErrorContains(t, err, "options.at: out of range")
}
