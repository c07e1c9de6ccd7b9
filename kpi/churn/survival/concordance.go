package survival

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Concordance says how often of two observations the one with the higher risk
// had the event first.
type Concordance struct {
	// C is the share of pairs in which it did, where pairs of one risk count
	// half: 0.5 is chance, 1 a model that knows the order.
	C  float64 `json:"c"`
	SE float64 `json:"se"`

	// Pairs of one stratum of which one had the event while the other was at
	// risk and outlived it.
	Concordant int `json:"concordant"`
	Discordant int `json:"discordant"`
	TiedRisk   int `json:"tied_risk"`
}

// A partner counts the pairs that an observation is in.
type partner struct{ concordant, discordant, tied int }

// concordance compares all pairs of each stratum, in time n·log n.
//
// Source: F. E. Harrell, K. L. Lee and D. B. Mark, Multivariable prognostic
// models, Statistics in Medicine 15 (1996) 361–387; the standard error is that
// of the infinitesimal jackknife, as in R's concordance.
func (d *design) concordance(risk []float64) Concordance {
	levels := slices.Clone(risk)
	slices.Sort(levels)
	levels = slices.Compact(levels)
	place := make([]int32, len(risk))
	for i, r := range risk {
		at, _ := slices.BinarySearch(levels, r)
		place[i] = int32(at)
	}
	pairs := make([]partner, len(risk))
	sums := newSums(len(levels))
	for first := 0; first < len(d.blocks); {
		last := first
		for last < len(d.blocks) && d.blocks[last].start == d.blocks[first].start {
			last++
		}
		d.pairsOf(d.blocks[first:last], place, pairs, sums)
		first = last
	}
	return concordanceOf(pairs)
}

// pairsOf counts the pairs of one stratum: for each event those who outlived
// it, and for each observation the events that it outlived.
func (d *design) pairsOf(blocks []block, place []int32, pairs []partner, sums *sums) {
	sums.reset()
	for _, b := range blocks {
		for i := b.mid; i < b.end; i++ {
			sums.add(place[i])
		}
		for i := b.first; i < b.mid; i++ {
			below, same, above := sums.around(place[i])
			pairs[i] = partner{below, above, same}
		}
		for i := b.first; i < b.mid; i++ {
			sums.add(place[i])
		}
	}
	sums.reset()
	outlived := func(i int) {
		below, same, above := sums.around(place[i])
		pairs[i].concordant += above
		pairs[i].discordant += below
		pairs[i].tied += same
	}
	for k := len(blocks) - 1; k >= 0; k-- {
		b := blocks[k]
		for i := b.first; i < b.mid; i++ {
			outlived(i)
		}
		for i := b.first; i < b.mid; i++ {
			sums.add(place[i])
		}
		for i := b.mid; i < b.end; i++ {
			outlived(i)
		}
	}
}

func concordanceOf(pairs []partner) Concordance {
	var c Concordance
	for _, p := range pairs {
		c.Concordant += p.concordant
		c.Discordant += p.discordant
		c.TiedRisk += p.tied
	}
	all := float64(c.Concordant + c.Discordant + c.TiedRisk) // each pair twice
	if all == 0 {
		return c
	}
	somers := float64(c.Concordant-c.Discordant) / all
	variance := 0.0
	for _, p := range pairs {
		own := float64(p.concordant + p.discordant + p.tied)
		influence := (float64(p.concordant-p.discordant) - float64(somers*own)) / all
		variance += float64(influence * influence)
	}
	c.C, c.SE = stat.Tidy((1+somers)/2), stat.Tidy(math.Sqrt(variance))
	c.Concordant, c.Discordant, c.TiedRisk = c.Concordant/2, c.Discordant/2, c.TiedRisk/2
	return c
}

// sums counts observations by level of risk, in a tree of partial sums.
//
// Source: P. M. Fenwick, A new data structure for cumulative frequency tables,
// Software: Practice and Experience 24 (1994) 327–336.
type sums struct {
	tree  []int32
	total int
}

func newSums(levels int) *sums { return &sums{tree: make([]int32, levels+1)} }

func (s *sums) reset() {
	clear(s.tree)
	s.total = 0
}

func (s *sums) add(level int32) {
	s.total++
	for i := int(level) + 1; i < len(s.tree); i += i & -i {
		s.tree[i]++
	}
}

// before returns how many are at lower levels.
func (s *sums) before(level int32) int {
	n := 0
	for i := int(level); i > 0; i -= i & -i {
		n += int(s.tree[i])
	}
	return n
}

// around returns how many are at lower levels, at the level, and at higher ones.
func (s *sums) around(level int32) (below, same, above int) {
	below = s.before(level)
	same = s.before(level+1) - below
	return below, same, s.total - below - same
}
