package conformance

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// walked returns the log of one customer with an event for each letter, a
// minute apart.
func walked(t *testing.T, letters string) *event.Log {
	t.Helper()
	l, err := event.Collect(func(yield func(event.Event) bool) {
		for i, c := range letters {
			at := time.Date(2024, 1, 1, 0, i, 0, 0, time.UTC)
			if !yield(event.Event{Customer: "c", Time: at, Name: string(c)}) {
				return
			}
		}
	})
	require.NoError(t, err)
	return l
}

// shortly writes moves as "a" for together, "+a" for an event only and "-a" for
// a step only.
func shortly(moves []Move) string {
	s := ""
	for _, m := range moves {
		name := m.Step.Name
		if name == "" {
			name = "?"
		}
		s += map[MoveKind]string{Together: " ", EventOnly: " +", StepOnly: " -"}[m.Kind] + name
	}
	return s
}

func TestAlignmentsAsPeopleReadThem(t *testing.T) {
	abc := []string{"a", "b", "c"}
	for _, test := range []struct {
		name, walk string
		opt        Options
		want       string
	}{
		{"just as planned", "abc", Options{Sequence: abc}, " a b c"},
		{"a step left out", "ac", Options{Sequence: abc}, " a -b c"},
		{"the first of a repeated step completes it", "aabcc", Options{Sequence: abc}, " a +a b c +c"},
		{"repeats in a run", "aabcc", Options{Sequence: abc, Collapse: true}, " a b c"},
		{"too early: the earlier step of the plan wins", "acb", Options{Sequence: abc}, " a +c b -c"},
		{"all reversed: the first step of the plan wins", "cba", Options{Sequence: abc}, " +c +b a -b -c"},
		{"nothing planned was done", "xy", Options{Sequence: abc}, " -a -b -c"},
		{"unplanned events that count", "axbyc", Options{Sequence: abc, CountUnplanned: true}, " a +? b +? c"},
		{"a step that is planned twice", "aba", Options{Sequence: []string{"a", "b", "a"}}, " a b a (2)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := walked(t, test.walk)
			tally, err := New(nil, l, &test.opt)
			require.NoError(t, err)
			units, err := tally.Align(l.Trace(0))
			require.NoError(t, err)
			require.Len(t, units, 1)
			assert.Equal(t, test.want, shortly(units[0]))
		})
	}
}

// The moves of all units have the cost that the result tells, and looking at
// them counts nothing.
func TestMovesAreTheAlignmentThatIsCounted(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 500 {
		l, m, opt := randomCase(r)
		want, err := Compute(m, l, &opt)
		if err != nil {
			continue
		}
		tally, err := New(m, l, &opt)
		require.NoError(t, err)
		cost, lengths, units := 0, 0, 0
		for trace := range l.Traces() {
			tally.Add(trace)
			aligned, err := tally.Align(trace)
			require.NoError(t, err)
			for _, moves := range aligned {
				units++
				last, planned := -1, 0
				for _, m := range moves {
					if m.Kind != EventOnly {
						require.Equal(t, want.Steps[planned].Place, m.Step)
						planned++
					}
					if m.Kind != StepOnly {
						require.Greater(t, m.Event, last)
						last = m.Event
					}
					lengths++
					if m.Kind != Together {
						cost++
					} else {
						lengths++
					}
				}
				require.Equal(t, len(want.Steps), planned)
			}
		}
		require.Equal(t, []int{want.Fitness.Cost, want.Fitness.Lengths, want.Units}, []int{cost, lengths, units})
		got, err := tally.Result()
		require.NoError(t, err)
		require.Equal(t, asJSON(t, want), asJSON(t, got))
	}
}

func TestAlignNeedsATallyOfALog(t *testing.T) {
	l := walked(t, "ab")
	tally, err := New(nil, l, &Options{Sequence: []string{"a"}})
	require.NoError(t, err)
	units, err := tally.Align(event.Trace{})
	require.NoError(t, err)
	require.Empty(t, units)
	_, err = restored(t, tally).Align(l.Trace(0))
	require.Error(t, err)
	_, err = new(Tally).Align(l.Trace(0))
	require.Error(t, err)
}
