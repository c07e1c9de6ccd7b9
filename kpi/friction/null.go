package friction

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// chance draws logs without any friction and returns how far their best spots
// stand out, in ascending order: in them a session goes badly with the
// probability that its circumstances explain, the sessions of a customer are as
// alike as they are in the log, and days differ as much as they do there. It stops early, with fewer draws, once more of
// them than enough stand out by more than score.
//
// Two sessions of a customer are made alike by letting each, now and then, do
// what a common draw of the customer says: A. D. Lunn and S. J. Davies, A note on
// generating correlated binary variables, Biometrika 85 (1998) 487–490, section 2.
func (c *sessions) chance(trials []*trial, list []window, bins, bin int, score float64, enough int) []float64 {
	drawn := make([]*drawnTrial, len(trials))
	for i, t := range trials {
		drawn[i] = c.drawable(t, bins, bin)
	}
	var all []float64
	for start := 0; start < c.opt.Draws; start += drawsAtOnce {
		n := min(drawsAtOnce, c.opt.Draws-start)
		scores := make([]float64, n)
		inParallel(n, func(k int) {
			coin := coins{PCG: rand.NewPCG(c.opt.Seed, uint64(start+k))}
			for _, d := range drawn {
				scores[k] = d.draw(&coin, list, scores[k])
			}
		})
		all = append(all, scores...)
		above := 0
		for _, s := range all {
			if s >= score {
				above++
			}
		}
		if above > enough {
			break
		}
	}
	slices.Sort(all)
	return all
}

// drawsAtOnce are made before it is asked whether they are enough.
const drawsAtOnce = 16

// coins are random numbers of 32 bits, two of each draw.
type coins struct {
	*rand.PCG
	rest uint64
	left bool
}

func (c *coins) next() uint32 {
	if c.left {
		c.left = false
		return uint32(c.rest)
	}
	c.rest, c.left = c.Uint64(), true
	return uint32(c.rest >> 32)
}

// chanceOf returns the number below which so large a part of all coins are.
func chanceOf(p float64) uint32 { return uint32(min(math.MaxUint32, p*(1<<32))) }

// A drawnTrial is what drawing a trial needs: its sessions customer by customer,
// each with its probability and the lanes in which it is counted.
type drawnTrial struct {
	lanes    []lane
	width    int       // lanes of a session
	who      []int32   // customer of each session
	mean     []uint32  // probability of each session, as chanceOf
	cell     []int32   // of each session: the places of its day in its lanes
	share    uint32    // how often a session does what the customer's draw says
	p        []float64 // probability of each session, where days are unsteady
	unsteady float64
	bins     int
}

func (c *sessions) drawable(t *trial, bins, bin int) *drawnTrial {
	d := &drawnTrial{lanes: c.lanes(t, bins, bin), width: len(c.factors) + 1, bins: bins, share: chanceOf(math.Sqrt(t.icc)), unsteady: t.unsteady}
	for i, row := range t.row {
		if t.gone[i] {
			continue
		}
		d.who, d.mean = append(d.who, c.customer[row]), append(d.mean, chanceOf(t.mean[i]))
		if t.unsteady > 0 {
			d.p = append(d.p, t.mean[i])
		}
		day := int32(int(c.day[row])/bin + 1)
		d.cell = append(d.cell, day)
		lane := int32(1)
		for f := range c.factors {
			d.cell = append(d.cell, (lane+c.segment[f][row])*int32(bins+1)+day)
			lane += int32(len(c.factors[f].values))
		}
	}
	return d
}

// draw draws the trial once and returns how far its best spot stands out, or
// floor.
func (d *drawnTrial) draw(coin *coins, list []window, floor float64) float64 {
	bad := d.count(coin)
	for k := range d.lanes {
		l := d.lanes[k]
		if !l.looked() {
			continue
		}
		l.bad = bad[k*(d.bins+1) : (k+1)*(d.bins+1)]
		for i := 1; i <= d.bins; i++ {
			l.bad[i] += l.bad[i-1]
		}
		_, floor = l.best(list, floor)
	}
	return floor
}

// count draws each session and returns the bad ones of each day of each lane.
func (d *drawnTrial) count(coin *coins) []float64 {
	bad := make([]float64, len(d.lanes)*(d.bins+1))
	mean := d.mean
	if d.unsteady > 0 {
		mean = d.shaken(coin)
	}
	last, common := int32(-1), uint32(0)
	for i, who := range d.who {
		if who != last && d.share > 0 {
			last, common = who, coin.next()
		}
		// A coin below share says to do as the customer's coin does; above it, it
		// is a coin of the session's own, from share on.
		limit, own := mean[i], coin.next()
		if own < d.share {
			own = common
		} else {
			limit = d.share + uint32(uint64(limit)*uint64(math.MaxUint32-d.share)>>32)
		}
		if own < limit {
			for _, cell := range d.cell[i*d.width : (i+1)*d.width] {
				bad[cell]++
			}
		}
	}
	return bad
}

// shaken returns the probabilities of one draw of the days.
func (d *drawnTrial) shaken(coin *coins) []uint32 {
	shift := make([]float64, d.bins+1)
	for day := range shift {
		shift[day] = float64(d.unsteady * stat.NormalQuantile((float64(coin.next())+0.5)/(1<<32)))
	}
	out := make([]uint32, len(d.p))
	for i, p := range d.p {
		out[i] = chanceOf(max(0, min(1, p+float64(float64(p*(1-p))*shift[d.cell[i*d.width]]))))
	}
	return out
}

// inParallel does n pieces of work on all cores. Their order does not matter.
func inParallel(n int, do func(k int)) {
	var group sync.WaitGroup
	workers := min(n, runtime.GOMAXPROCS(0))
	for w := range workers {
		group.Go(func() {
			for k := w; k < n; k += workers {
				do(k)
			}
		})
	}
	group.Wait()
}
