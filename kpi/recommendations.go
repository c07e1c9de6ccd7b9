package kpi

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Recommendations are answers to "how likely are you to recommend us" that
// somebody counted.
type Recommendations struct {
	Promoters  int `json:"promoters"`  // answers 9 and 10
	Passives   int `json:"passives"`   // answers 7 and 8
	Detractors int `json:"detractors"` // answers 0 to 6
}

// NPS returns the net promoter score, as the function [NPS] does. A count below
// 0 is a *[field.Error], and no answer is [ErrNoData].
func (r Recommendations) NPS(opt *SurveyOptions) (journey.Measure, error) {
	level, err := opt.level()
	if err != nil {
		return journey.Measure{}, err
	}
	if r.Promoters < 0 || r.Passives < 0 || r.Detractors < 0 {
		return journey.Measure{}, figure.OutOfRange("recommendations", "want counts, got one below 0")
	}
	if r.n() == 0 {
		return journey.Measure{}, fmt.Errorf("survey: %w", ErrNoData)
	}
	return r.measure(opt, level), nil
}

func (r Recommendations) n() int { return r.Promoters + r.Passives + r.Detractors }

func counted(answers []int) Recommendations {
	var r Recommendations
	for _, a := range answers {
		switch {
		case a >= 9:
			r.Promoters++
		case a >= 7:
			r.Passives++
		default:
			r.Detractors++
		}
	}
	return r
}

func (r Recommendations) measure(opt *SurveyOptions, level float64) journey.Measure {
	score, interval := stat.NetPromoter(r.Promoters, r.Detractors, r.n(), level)
	if opt != nil && opt.Wald {
		interval = stat.NetPromoterWald(r.Promoters, r.Detractors, r.n(), level)
	}
	interval.Lo, interval.Hi = 100*interval.Lo, 100*interval.Hi
	return answered(journey.MeasureNPS, 100*score, journey.Points, r.n(), interval)
}
