package attribution

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// randomPaths are paths in which the next touch says little of the one before,
// so that chains of them have many states.
func randomPaths(r *rand.Rand, paths, channels, longest int) []Path {
	out := make([]Path, paths)
	for i := range out {
		p := &out[i]
		p.Conversions, p.Nulls = r.IntN(3), r.IntN(3)
		if p.Conversions > 0 {
			p.Value = r.Float64()
		}
		for range 1 + r.IntN(longest) {
			p.Channels = append(p.Channels, journey.Channel(fmt.Sprintf("c%02d", r.IntN(1+r.IntN(channels)))))
		}
	}
	return out
}

func tallyOf(t testing.TB, paths []Path, o *Options) *Tally {
	tally, err := OfPaths(paths, o)
	require.NoError(t, err)
	return tally
}

// A core is the same by a matrix, by sweeps, and where all states but it were
// eliminated before.
func TestCoresAreTheSameEitherWay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 30 {
		tally := tallyOf(t, randomPaths(r, 1+r.IntN(300), 1+r.IntN(9), 1+r.IntN(30)), &Options{Order: 2 + r.IntN(3), Values: true})
		w := tally.grams.wide(true)
		removed := make([]bool, len(w.states))
		all := w.rest(nil, removed)
		matrix := w.net(removed, nil).matrix(all)
		sweeps, done := w.net(removed, nil).sweep(all, maxSteps)
		require.True(t, done)
		m := w.net(removed, nil)
		order := m.thin()
		thinned, err := m.solve(order, w.rest(order, removed))
		require.NoError(t, err)
		for g := range matrix {
			for i, x := range matrix[g] {
				assert.InDelta(t, x, sweeps[g][i], 1e-12*x+1e-300)
				assert.InDelta(t, x, thinned[g][i], 1e-12*x+1e-300)
			}
		}
	}
}

// A chain from which hardly anybody gets away is too slow for sweeps. The
// elimination does not mind, and is exact to the last rare conversion.
func TestSlowChainsAreExact(t *testing.T) {
	const rounds = min(1<<40, math.MaxInt/2) // between a and b, for each conversion
	w := &wideChain{
		states: []gram{0, 1}, ends: []ending{{starts: 1}, {conversions: 1}}, gains: [][]float64{{0, 1}},
		edges: []edge{{0, 1, rounds}, {1, 0, rounds}}, budget: wholeBudget,
	}
	removed := make([]bool, 2)
	m := w.net(removed, nil)
	x, err := m.solve(nil, []int32{0, 1})
	require.NoError(t, err)
	assert.Equal(t, [][]float64{{1, 1}}, x)

	_, done := w.net(removed, nil).sweep([]int32{0, 1}, 1_000_000)
	assert.False(t, done)

	w.budget = 0
	_, err = w.net(removed, nil).core([]int32{0, 1})
	assert.ErrorIs(t, err, ErrStates, "nor has it any time")
}

// A ring of states from which hardly anybody gets away, too many for a matrix.
func TestLargeSlowChainsAreAnError(t *testing.T) {
	n := widerMatrix + 1
	w := &wideChain{states: make([]gram, n), ends: make([]ending, n), gains: [][]float64{make([]float64, n)}, budget: 100_000}
	for i := range n {
		next, after := min(i, (i+1)%n), max(i, (i+1)%n)
		w.edges = append(w.edges, edge{int32(next), int32(after), 1000}, edge{int32(after), int32(next), 1000})
	}
	w.ends[0], w.gains[0][0] = ending{conversions: 1}, 1
	left := w.rest(nil, make([]bool, n))
	_, err := w.net(make([]bool, n), nil).core(left)
	assert.ErrorIs(t, err, ErrStates)
	w.budget = 100_000
	m := w.net(make([]bool, n), nil)
	order := m.thin()
	x, err := m.solve(order, w.rest(order, make([]bool, n)))
	require.NoError(t, err)
	assert.InDelta(t, 1, x[0][n/2], 1e-9, "which thinning solves")
}

// While states are eliminated, a net knows how many ways lead to each that is
// left, and how many arcs there are.
func TestNetsCountTheirArcs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 20 {
		w := tallyOf(t, randomPaths(r, 40, 1+r.IntN(6), 8), &Options{Order: 2}).grams.wide(false)
		m := w.net(make([]bool, len(w.states)), nil)
		for _, k := range r.Perm(len(w.states)) {
			ins, arcs := make([]int32, len(w.states)), 0
			for i, row := range m.rows {
				for _, a := range row {
					if !m.out[i] {
						ins[a.to]++
						arcs++
					}
				}
			}
			assert.Equal(t, arcs, m.arcs)
			for i := range ins {
				assert.True(t, m.out[i] || ins[i] == m.ins[i])
			}
			m.eliminate(int32(k))
		}
	}
}

// A matrix is for what is dense, and no more is eliminated from a large chain
// than leaves it thin.
func TestWhatIsLeftOfAChainIsItsCore(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 3))
	w := tallyOf(t, randomPaths(r, 3000, 20, 9), &Options{Order: 3}).grams.wide(false)
	removed := make([]bool, len(w.states))
	m := w.net(removed, nil)
	before := m.arcs
	left := w.rest(m.thin(), removed)
	assert.Greater(t, len(left), maxMatrix)
	assert.Less(t, len(left), len(w.states))
	assert.LessOrEqual(t, m.arcs, before)

	w = tallyOf(t, randomPaths(r, 3000, 9, 9), &Options{Order: 2}).grams.wide(false)
	m = w.net(make([]bool, len(w.states)), nil)
	left = w.rest(m.thin(), make([]bool, len(w.states)))
	assert.Greater(t, 4*m.arcs, len(left)*len(left))
	assert.Greater(t, len(left), 9)
}

// Which state comes next has no part in the result, but the fill.
func TestThinningIsInTheOrderOfTheFewestWays(t *testing.T) {
	var q queue
	r := rand.New(rand.NewPCG(2, 3))
	for range 500 {
		q.push(place{r.IntN(20), int32(r.IntN(50))})
	}
	last := q.pop()
	for len(q) > 0 {
		next := q.pop()
		assert.False(t, next.before(last))
		last = next
	}
}

func TestChainsThatAreTooLargeAreAnError(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	names := make([]journey.Channel, maxChannels)
	for i := range names {
		names[i] = journey.Channel(fmt.Sprintf("c%03d", i))
	}
	half := func() *Tally {
		p := Path{Conversions: 1}
		for range maxStates * 3 / 4 {
			p.Channels = append(p.Channels, names[r.IntN(len(names))])
		}
		return tallyOf(t, []Path{p}, &Options{Models: []Model{Markov}, Order: 2})
	}
	a, b := half(), half()
	require.NoError(t, a.err)
	a.Merge(b)
	_, err := a.Result()
	assert.ErrorIs(t, err, ErrStates)
}
