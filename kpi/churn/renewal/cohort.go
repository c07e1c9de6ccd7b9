package renewal

import (
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// A Cohort is customers whose contracts began in the same period, and how many
// of them are left after each renewal.
type Cohort struct {
	// Name says which cohort it is, such as "2024". It changes nothing.
	Name string `json:"name,omitempty"`

	// Alive has at index t the customers who are left after t more renewals
	// than Age: [1000, 631, 468] are 1,000 new customers of whom 631 renewed
	// once and 468 twice. It never rises. Shares of customers have to be
	// multiplied by their number: it decides how much the data say.
	Alive []int `json:"alive"`

	// Age is how many renewals lay behind the customers of Alive[0]. 0 means
	// that they were new. With it, a cohort counts whose first years nobody
	// wrote down.
	Age int `json:"age,omitempty"`
}

// Bounds of what a cohort may hold, so that no sum is too large.
const (
	maxAlive = 1 << 40
	maxAge   = 100_000
)

// check reports what no cohort can be. path is that of the cohort.
func (c *Cohort) check(path string) error {
	if c.Age < 0 || c.Age > maxAge {
		return figure.OutOfRange(path+".age", "want 0 to %d, got %d", maxAge, c.Age)
	}
	if len(c.Alive) > maxAge {
		return figure.OutOfRange(path+".alive", "want %d counts at most, got %d", maxAge, len(c.Alive))
	}
	for t, n := range c.Alive {
		switch {
		case n < 0 || int64(n) > maxAlive:
			return figure.OutOfRange(fmt.Sprintf("%s.alive[%d]", path, t), "want 0 to %d, got %d", int64(maxAlive), n)
		case t > 0 && n > c.Alive[t-1]:
			return figure.OutOfRange(fmt.Sprintf("%s.alive[%d]", path, t), "want at most the %d before it, got %d", c.Alive[t-1], n)
		}
	}
	return nil
}

func checkAll(cohorts []Cohort) error {
	for i := range cohorts {
		if err := cohorts[i].check(fmt.Sprintf("cohorts[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

// last returns the customers who are left, and how many renewals lie behind
// them.
func (c *Cohort) last() (alive, renewals int) {
	n := len(c.Alive)
	if n == 0 {
		return 0, 0
	}
	return c.Alive[n-1], c.Age + n - 1
}

// A decision is what customers did when they could renew for the t-th time, all
// cohorts together. The decisions are all that a likelihood looks at.
type decision struct {
	t            int
	stayed, lost float64
}

// decisions returns those that at least one customer faced, by t.
func decisions(cohorts []Cohort) []decision {
	var byT []decision
	for _, c := range cohorts {
		for k := 1; k < len(c.Alive); k++ {
			t := c.Age + k
			for len(byT) < t {
				byT = append(byT, decision{t: len(byT) + 1})
			}
			byT[t-1].stayed += float64(c.Alive[k])
			byT[t-1].lost += float64(c.Alive[k-1] - c.Alive[k])
		}
	}
	faced := byT[:0]
	for _, d := range byT {
		if d.stayed+d.lost > 0 {
			faced = append(faced, d)
		}
	}
	return faced
}

// A summary is what starting values and diagnoses look at.
type summary struct {
	stayed, lost float64
	periods      int     // with a decision
	customers    float64 // of all cohorts
}

func summarise(cohorts []Cohort, list []decision) summary {
	s := summary{periods: len(list)}
	for _, d := range list {
		s.stayed += d.stayed
		s.lost += d.lost
	}
	for _, c := range cohorts {
		if len(c.Alive) > 1 {
			s.customers += float64(c.Alive[0])
		}
	}
	return s
}
