package conformance

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/persona/field"
)

// parted returns a log in parts by customer, each a log with ids of its own.
func parted(r *rand.Rand, l *event.Log, n int) []*event.Log {
	var parts []*event.Log
	for _, part := range l.Split(func(string) string { return string(rune('a' + r.IntN(n))) }) {
		parts = append(parts, part)
	}
	r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return parts
}

// restored returns a tally that was saved and read again.
func restored(t *testing.T, tally *Tally) *Tally {
	t.Helper()
	saved, err := json.Marshal(tally)
	require.NoError(t, err)
	var read Tally
	require.NoError(t, json.Unmarshal(saved, &read))
	again, err := json.Marshal(&read)
	require.NoError(t, err)
	require.Equal(t, string(saved), string(again))
	return &read
}

// inParts counts each part by itself, saves and restores some, and merges all.
func inParts(t *testing.T, r *rand.Rand, m *journey.Map, parts []*event.Log, opt *Options) *Tally {
	t.Helper()
	var whole *Tally
	for _, part := range parts {
		tally, err := New(m, part, opt)
		require.NoError(t, err)
		for trace := range part.Traces() {
			tally.Add(trace)
		}
		if r.IntN(3) > 0 {
			tally = restored(t, tally)
		}
		if whole == nil {
			whole = tally
			continue
		}
		before, err := json.Marshal(tally)
		require.NoError(t, err)
		whole.Merge(tally)
		after, err := json.Marshal(tally)
		require.NoError(t, err)
		require.Equal(t, string(before), string(after), "what is merged stays as it is")
	}
	return whole
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func TestPartsMergedInAnyOrderAreTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 800 {
		l, m, opt := randomCase(r)
		whole, err := Compute(m, l, &opt)
		if err != nil {
			continue
		}
		if opt.Times && r.IntN(2) == 0 {
			opt.Zeta, opt.Profile = 0.5+r.Float64(), append([]Pair{}, whole.Timing.Profile...)
			whole, err = Compute(m, l, &opt)
			require.NoError(t, err)
		}
		tally := inParts(t, r, m, parted(r, l, 4), &opt)
		got, err := tally.Result()
		require.NoError(t, err)
		require.Equal(t, asJSON(t, whole), asJSON(t, got), "%+v", opt)
		again, err := tally.Result()
		require.NoError(t, err)
		require.Equal(t, asJSON(t, got), asJSON(t, again))
	}
}

// A log with more ways than are kept, in parts of every size.
func TestPartsAgreeOnWhichVariantsAreKept(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	names := strings.Split("abcdefghij", "")
	var events []event.Event
	clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 16_000 {
		for range 1 + r.IntN(6) {
			clock = clock.Add(time.Second)
			events = append(events, event.Event{Customer: string(rune(0x4e00+i%12000)) + string(rune('a'+i/12000)), Time: clock, Name: names[r.IntN(10)]})
		}
	}
	l, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	opt := &Options{Sequence: names, Top: 5000}
	whole, err := Compute(nil, l, opt)
	require.NoError(t, err)
	require.Len(t, whole.Variants, maxVariants)
	require.Positive(t, whole.Longer)

	counts := map[string]int{} // of every way, counted by names
	for trace := range l.Traces() {
		way := ""
		for i := range trace.Len() {
			way += trace.Name(i)
		}
		counts[way]++
	}
	for _, v := range whole.Variants {
		way := ""
		for _, s := range v.Steps {
			way += s.Name
		}
		require.Equal(t, counts[way], v.Units, way)
	}
	for _, n := range []int{3, 20} {
		got, err := inParts(t, r, nil, parted(r, l, n), opt).Result()
		require.NoError(t, err)
		require.Equal(t, asJSON(t, whole), asJSON(t, got))
	}
}

// A way of 128 events is kept, one of 129 is only counted.
func TestLongWaysAreCountedButNotKept(t *testing.T) {
	for n, kept := range map[int]int{maxItems: 1, maxItems + 1: 0} {
		r, err := Compute(nil, walked(t, strings.Repeat("a", n)), &Options{Sequence: []string{"a"}})
		require.NoError(t, err)
		assert.Len(t, r.Variants, kept)
		assert.Equal(t, 1-kept, r.Longer)
	}
}

func TestFoldOnManyCoresIsOnePass(t *testing.T) {
	l, err := event.Collect(journeytest.Shop{Customers: 22_000, Seed: 3}.Events())
	require.NoError(t, err)
	require.Greater(t, l.Len(), 1<<17, "so that there are several shards")
	m := template.Ecommerce(journey.English)
	opt := &Options{Per: Sessions, Times: true}
	whole, err := Compute(m, l, opt)
	require.NoError(t, err)
	tally, err := New(m, l, opt)
	require.NoError(t, err)
	for trace := range l.Traces() {
		tally.Add(trace)
	}
	got, err := tally.Result()
	require.NoError(t, err)
	require.Equal(t, asJSON(t, whole), asJSON(t, got))
}

func TestMistakesAreErrorsWithTheirPlace(t *testing.T) {
	l, _, _ := randomCase(rand.New(rand.NewPCG(3, 2)))
	ab := []string{"a", "b"}
	for path, opt := range map[string]Options{
		"options.by":          {Sequence: ab, By: "phase"},
		"options.per":         {Sequence: ab, Per: "visit"},
		"options.zeta":        {Sequence: ab, Zeta: -1, Profile: []Pair{}},
		"options.top":         {Sequence: ab, Top: -1},
		"options.level":       {Sequence: ab, Level: 1},
		"options.sequence[1]": {Sequence: []string{"a", ""}},
		"options.sequence[0]": {Sequence: []string{"\xff"}},
		"options.profile[0]":  {Sequence: ab, Zeta: 1, Profile: []Pair{{StdDev: -1}}},
	} {
		_, err := Compute(nil, l, &opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := New(nil, l, &Options{Sequence: ab, Zeta: 1})
	require.ErrorIs(t, err, ErrNoProfile)
	_, err = Compute(nil, l, nil)
	require.ErrorContains(t, err, "want a map")
	_, err = Compute(&journey.Map{Stages: []journey.Stage{{}}}, l, nil)
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "stages[0].name", mistake.Path)
	_, err = Compute(nil, nil, &Options{Sequence: ab})
	require.Error(t, err)
	_, err = Compute(nil, l, &Options{Sequence: slices.Repeat(ab, 501)})
	require.ErrorContains(t, err, "1002 steps")
}

func TestNothingToCompareIsNoData(t *testing.T) {
	l, _, _ := randomCase(rand.New(rand.NewPCG(4, 2)))
	_, err := Compute(&journey.Map{}, l, nil)
	require.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, l, &Options{Sequence: []string{}})
	require.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, &event.Log{}, &Options{Sequence: []string{"a"}})
	require.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, &event.Log{}, &Options{Sequence: []string{"a"}, Zeta: 1})
	require.ErrorIs(t, err, ErrNoData)
}

func TestMisuseOfATallyIsAnErrorThatStays(t *testing.T) {
	l, _, _ := randomCase(rand.New(rand.NewPCG(5, 2)))
	tallyOf := func(opt *Options) *Tally {
		tally, err := New(nil, l, opt)
		require.NoError(t, err)
		tally.Add(l.Trace(0))
		return tally
	}
	a, b := tallyOf(&Options{Sequence: []string{"a"}}), tallyOf(&Options{Sequence: []string{"b"}})
	a.Merge(b)
	_, err := a.Result()
	require.ErrorContains(t, err, "one plan")
	a.Add(l.Trace(0))
	_, err = a.Result()
	require.ErrorContains(t, err, "one plan")
	_, err = json.Marshal(a)
	require.Error(t, err)
	b.Merge(a)
	_, err = b.Result()
	require.ErrorContains(t, err, "one plan", "misuse spreads")

	c := tallyOf(&Options{Sequence: []string{"a"}})
	c.Merge(nil)
	_, err = c.Result()
	require.ErrorContains(t, err, "one plan")

	read := restored(t, tallyOf(&Options{Sequence: []string{"a"}}))
	_, err = read.Result()
	require.NoError(t, err)
	read.Add(l.Trace(0))
	_, err = read.Result()
	require.ErrorContains(t, err, "takes in no traces")

	for _, misuse := range []func(*Tally){
		func(zero *Tally) {},
		func(zero *Tally) { zero.Add(l.Trace(0)) },
		func(zero *Tally) { zero.Merge(tallyOf(&Options{Sequence: []string{"a"}})) },
	} {
		var zero Tally
		misuse(&zero)
		_, err = zero.Result()
		require.Error(t, err)
		_, err = json.Marshal(&zero)
		require.Error(t, err)
	}
}

// A state that a stranger changed is refused or is read; the result is then
// finite, and nothing panics.
func TestStatesOfStrangersDoNoHarm(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	for range 100 {
		l, m, opt := randomCase(r)
		tally, err := New(m, l, &opt)
		if err != nil {
			continue
		}
		for trace := range l.Traces() {
			tally.Add(trace)
		}
		saved, err := json.Marshal(tally)
		require.NoError(t, err)
		for range 30 {
			bad := changed(r, saved)
			var read Tally
			if json.Unmarshal(bad, &read) != nil {
				require.Nil(t, read.setting, "a tally that could not be read is as it was")
				continue
			}
			read.Merge(restored(t, &read))
			if result, err := read.Result(); err == nil {
				_, err := json.Marshal(result) // fails of NaN and of infinities
				require.NoError(t, err, "%s", bad)
				require.GreaterOrEqual(t, result.Longer, 0)
				for _, s := range result.Steps {
					require.GreaterOrEqual(t, s.Missing.Value, 0.0)
				}
			}
		}
	}
}

// changed returns JSON in which a few numbers are others, or a piece is gone.
func changed(r *rand.Rand, saved []byte) []byte {
	bad := slices.Clone(saved)
	for range 1 + r.IntN(3) {
		at := r.IntN(len(bad))
		for bad[at] < '0' || bad[at] > '9' {
			at = (at + 1) % len(bad)
		}
		with := []string{"0", "1", "7", "-3", "99", "9007199254740993", "null", "1e300", `""`, "[]"}[r.IntN(10)]
		bad = slices.Replace(bad, at, at+1, []byte(with)...)
	}
	return bad
}

// Memory is asked for when something is new, and not for each event.
func TestCountingAllocatesNothing(t *testing.T) {
	l, err := event.Collect(journeytest.Shop{Customers: 60, Seed: 3}.Events())
	require.NoError(t, err)
	m := template.Ecommerce(journey.English)
	for _, opt := range []*Options{nil, {Per: Sessions, CountUnplanned: true}, {By: Stages, Times: true}, {Sequence: []string{"home", "checkout"}, Collapse: true}} {
		tally, err := New(m, l, opt)
		require.NoError(t, err)
		count := func() {
			for trace := range l.Traces() {
				tally.Add(trace)
			}
		}
		count()
		assert.Zero(t, testing.AllocsPerRun(5, count))
	}
}

func FuzzTallyReadsWhatStrangersWrote(f *testing.F) {
	r := rand.New(rand.NewPCG(8, 2))
	for range 20 {
		l, m, opt := randomCase(r)
		if tally, err := New(m, l, &opt); err == nil {
			for trace := range l.Traces() {
				tally.Add(trace)
			}
			saved, err := json.Marshal(tally)
			require.NoError(f, err)
			f.Add(saved)
		}
	}
	f.Fuzz(func(t *testing.T, saved []byte) {
		var read Tally
		if json.Unmarshal(saved, &read) != nil {
			return
		}
		read.Merge(restored(t, &read))
		if result, err := read.Result(); err == nil {
			asJSON(t, result)
		}
	})
}
