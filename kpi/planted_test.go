package kpi_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
)

// Every planted truth is inside the 95% interval in 93 to 97% of the logs. With
// 2,000 logs a true coverage of 95% strays by 2% once in 20,000 times.
func TestPlantedTruthIsInsideTheIntervals(t *testing.T) {
	const logs = 2000
	hits := coverage(t, logs)
	for name, n := range hits {
		share := float64(n) / float64(logs)
		t.Logf("%-30s %.4f", name, share)
		assert.True(t, share >= 0.93 && share <= 0.97, "%s is inside in %.4f of the logs", name, share)
	}
	assert.Len(t, hits, 6*4+7+6)
}

// wide is a truth with many customers in every stage, so that an interval of
// few discrete values is not what is tested.
func wide() journeytest.Truth {
	truth := journeytest.Usual()
	truth.Conversion = [...]float64{0.85, 0.7, 0.75, 0.8, 0.85, 0.7}
	truth.Answers = 0.4
	return truth
}

func coverage(t *testing.T, logs int) map[string]int {
	var mutex sync.Mutex
	total := map[string]int{}
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			mine := map[string]int{}
			for seed := worker; seed < logs; seed += workers {
				countHits(t, mine, uint64(seed))
			}
			mutex.Lock()
			defer mutex.Unlock()
			for name, n := range mine {
				total[name] += n
			}
		})
	}
	group.Wait()
	return total
}

func countHits(t *testing.T, hits map[string]int, seed uint64) {
	shop := journeytest.Shop{Customers: 700, Seed: seed, Truth: wide()}
	log, err := event.Collect(shop.Events())
	require.NoError(t, err)
	report, err := kpi.Analyze(template.Ecommerce(journey.English), log, nil)
	require.NoError(t, err)
	check := func(where string, measures []journey.Measure, name string, truth float64) {
		for _, m := range measures {
			if m.Name == name {
				require.Equal(t, 0.95, m.Level, "%s %s", where, name)
				hits[where+" "+name] += inside(m, truth)
			}
		}
	}
	truth := shop.Planted()
	for i, stage := range report.Map.Stages {
		check(stage.Name, stage.Measures, journey.MeasureSatisfaction, truth.MeanSatisfaction(i))
		if i < len(truth.Conversion) {
			check(stage.Name, stage.Measures, journey.MeasureConversion, truth.Conversion[i])
			check(stage.Name, stage.Measures, journey.MeasureTimeMedian, truth.Dwell[i].Quantile(0.5))
			check(stage.Name, stage.Measures, journey.MeasureTimeMean, truth.Dwell[i].Mean())
			check(stage.Name, stage.Measures, journey.MeasureTimeP90, truth.Dwell[i].Quantile(0.9))
		}
	}
	check("journey", report.Map.Measures, journey.MeasureConversion, truth.Overall())
	check("journey", report.Map.Measures, journey.MeasureAbandonment, truth.Abandonment())
	check("journey", report.Map.Measures, journey.MeasureChurn, truth.Churn)
	check("journey", report.Map.Measures, journey.MeasureRepeat, truth.RepeatRate())
	check("journey", report.Map.Measures, journey.MeasureNPS, truth.NPS())
	check("journey", report.Map.Measures, journey.MeasureRevenue, truth.Revenue())
}

func inside(m journey.Measure, truth float64) int {
	if m.Lo <= truth && truth <= m.Hi {
		return 1
	}
	return 0
}
