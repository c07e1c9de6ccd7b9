package survey

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// Recommendations are answers to "how likely are you to recommend us" that
// somebody counted.
type Recommendations struct {
	Promoters  int `json:"promoters"`  // answers 9 and 10
	Passives   int `json:"passives"`   // answers 7 and 8
	Detractors int `json:"detractors"` // answers 0 to 6
}

// NPS returns the net promoter score with its interval, as [Recommendations.Score]
// does.
func (r Recommendations) NPS(opt *ScoreOptions) (journey.Measure, error) {
	s, err := r.Score(opt)
	if err != nil {
		return journey.Measure{}, err
	}
	return s.Measure, nil
}

// Score returns the net promoter score with all that is known of its error.
//
// A count below 0 or above 2⁵³ is a *[field.Error], and no answer is
// [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func (r Recommendations) Score(opt *ScoreOptions) (*Scored, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, wrap(err)
	}
	s, err := r.sample("recommendations")
	if err != nil {
		return nil, wrap(err)
	}
	return Recommend().scored(s, o), nil
}

func (r Recommendations) sample(path string) (sample, error) {
	var groups []group
	for i, n := range []int{r.Detractors, r.Passives, r.Promoters} {
		if n < 0 || uint64(n) > mostCounted {
			of := [...]string{".detractors", ".passives", ".promoters"}[i]
			return sample{}, figure.OutOfRange(path+of, "want a count from 0 to 2^53, got %d", n)
		}
		groups = append(groups, group{value: float64(i - 1), n: n, weight: float64(n), squares: float64(n)})
	}
	s := sampleOf(groups)
	if s.n == 0 {
		return s, empty()
	}
	return s, nil
}
