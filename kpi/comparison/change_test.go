package comparison_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
)

// shop is a map with something of everything, before or after.
func shop(before bool) *journey.Map {
	pay := journey.Touchpoint{Name: "Payment", Emotion: 2, Frictions: []journey.Friction{{Text: "Slow"}}}
	look := journey.Stage{Name: "Look", Emotion: 3, Touchpoints: []journey.Touchpoint{{Name: "Ad"}, {Name: "Chat"}}}
	buy := journey.Stage{
		Name: "Buy", Touchpoints: []journey.Touchpoint{{Name: "Cart"}, pay},
		Frictions:     []journey.Friction{{Text: "Delivery costs", Severity: journey.Critical}, {Text: "Account", Severity: journey.Minor}},
		Opportunities: []journey.Opportunity{{Text: "Guests", Impact: journey.LowImpact}},
		Measures:      []journey.Measure{share(journey.MeasureConversion, 480, 1000)},
		Targets:       []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.5}, {Measure: "calls", Op: journey.AtMost, Value: 3}},
	}
	if before {
		return &journey.Map{Title: "2025", Stages: []journey.Stage{look, buy, {Name: "Fax"}}, Observed: &journey.Observation{Customers: 3}}
	}
	buy.Touchpoints = []journey.Touchpoint{{Name: "Chat"}, {Name: "Payment", Emotion: 4}, {Name: "Wallet"}}
	buy.Frictions = []journey.Friction{{Text: "Delivery costs", Severity: journey.Minor}, {Text: "Captcha"}, {Text: "Captcha"}}
	buy.Opportunities = []journey.Opportunity{{Text: "Guests", Impact: journey.HighImpact}}
	buy.Measures = []journey.Measure{share(journey.MeasureConversion, 560, 1000)}
	look.Touchpoints = look.Touchpoints[:1]
	return &journey.Map{Title: "2026", Stages: []journey.Stage{look, {Name: "Try"}, buy}}
}

func TestWhatWasAddedRemovedMovedOrRankedAnewIsTold(t *testing.T) {
	r := compared(t, shop(true), shop(false))
	assert.Equal(t, []comparison.Stage{{Name: "Look"}, {Name: "Try", Change: comparison.Added}, {Name: "Buy"}, {Name: "Fax", Change: comparison.Removed}}, r.Stages)
	assert.Equal(t, []comparison.Touchpoint{
		{Place: comparison.Place{Stage: "Buy", Touchpoint: "Chat"}, Change: comparison.Moved, From: "Look"},
		{Place: comparison.Place{Stage: "Buy", Touchpoint: "Wallet"}, Change: comparison.Added},
		{Place: comparison.Place{Stage: "Buy", Touchpoint: "Cart"}, Change: comparison.Removed},
	}, r.Touchpoints)

	buy := comparison.Place{Stage: "Buy"}
	payment := comparison.Place{Stage: "Buy", Touchpoint: "Payment"}
	assert.Equal(t, []comparison.Friction{
		{buy, &journey.Friction{Text: "Delivery costs", Severity: journey.Critical}, &journey.Friction{Text: "Delivery costs", Severity: journey.Minor}},
		{buy, nil, &journey.Friction{Text: "Captcha"}},
		{buy, &journey.Friction{Text: "Account", Severity: journey.Minor}, nil},
		{payment, &journey.Friction{Text: "Slow"}, nil},
	}, r.Frictions)
	require.Len(t, r.Opportunities, 1)
	assert.Equal(t, journey.HighImpact, r.Opportunities[0].After.Impact)
	assert.Equal(t, []comparison.Emotion{{comparison.Place{Stage: "Look"}, 3, 3}, {payment, 2, 4}}, r.Emotions)
	assert.Equal(t, []comparison.Target{{
		Place: buy, Target: shop(true).Stages[1].Targets[0], Unit: journey.Ratio, Before: comparison.Missed, After: comparison.Met,
	}}, r.Targets, "the one that somebody measured")
	assert.Equal(t, "2025", r.Before.Title)
	assert.Equal(t, 3, r.Before.Observed.Customers)
}

func stages(names string) *journey.Map {
	m := new(journey.Map)
	for _, n := range names {
		m.Stages = append(m.Stages, journey.Stage{Name: string(n)})
	}
	return m
}

func TestStagesAreInTheOrderAfterAndThoseGoneWhereTheyWere(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"the same":            {"abc", "abc", "abc"},
		"one goes":            {"abc", "ac", "ab-c"},
		"the first goes":      {"abc", "bc", "a-bc"},
		"one comes":           {"ac", "abc", "ab+c"},
		"one is replaced":     {"abc", "axc", "ab-x+c"},
		"one moves":           {"abcd", "bcda", "bcda~"},
		"two change sides":    {"abcd", "acbd", "acb~d"},
		"all are turned over": {"abc", "cba", "c~b~a"},
		"several go at once":  {"abcde", "ae", "ab-c-d-e"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, s := range compared(t, stages(c.before), stages(c.after)).Stages {
				got += s.Name + map[comparison.Change]string{comparison.Added: "+", comparison.Removed: "-", comparison.Moved: "~"}[s.Change]
			}
			if name == "two change sides" || name == "all are turned over" {
				require.Len(t, got, len(c.want), "which of them moved is a matter of taste")
				return
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// As few stages as possible are said to have moved, each stage stands once, and
// those that stayed are in one order in both maps.
func TestOnRandomMapsEachStageStandsOnceAndFewMoved(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	some := func() string {
		letters := []byte("abcdefg")
		r.Shuffle(len(letters), func(i, j int) { letters[i], letters[j] = letters[j], letters[i] })
		return string(letters[:1+r.IntN(7)])
	}
	for range 3000 {
		before, after := some(), some()
		got, err := comparison.Compare(stages(before), stages(after), nil)
		if err != nil {
			continue
		}
		var all, stayed []byte
		moved := 0
		for _, s := range got.Stages {
			all = append(all, s.Name[0])
			switch s.Change {
			case "":
				stayed = append(stayed, s.Name[0])
			case comparison.Moved:
				moved++
			}
		}
		require.True(t, isSubsequence(stayed, before) && isSubsequence(stayed, after), "%s %s: %s", before, after, stayed)
		require.Equal(t, longestCommon(before, after), len(stayed), "%s %s", before, after)
		slices.Sort(all)
		union := []byte(before + after)
		slices.Sort(union)
		require.Equal(t, string(slices.Compact(union)), string(all))
	}
}

func isSubsequence(part []byte, of string) bool {
	for i := range of {
		if len(part) > 0 && part[0] == of[i] {
			part = part[1:]
		}
	}
	return len(part) == 0
}

// longestCommon is the length of the longest common subsequence, the slow way.
func longestCommon(a, b string) int {
	switch {
	case a == "" || b == "":
		return 0
	case a[0] == b[0]:
		return 1 + longestCommon(a[1:], b[1:])
	}
	return max(longestCommon(a[1:], b), longestCommon(a, b[1:]))
}

func TestDirections(t *testing.T) {
	for name, want := range map[string]comparison.Direction{
		journey.MeasureConversion: comparison.Up, journey.MeasureNPS: comparison.Up, journey.MeasureCES: comparison.Up,
		journey.MeasureDropOff: comparison.Down, journey.MeasureTimeP90: comparison.Down, journey.MeasureChurn: comparison.Down,
		journey.MeasureReached: comparison.Neither, "payment_errors": comparison.Neither,
	} {
		assert.Equal(t, want, comparison.DirectionOf(name), name)
	}
}

func TestATouchpointCanMoveToAStageThatIsNew(t *testing.T) {
	point := func(names ...string) (list []journey.Touchpoint) {
		for _, n := range names {
			list = append(list, journey.Touchpoint{Name: n})
		}
		return list
	}
	before := &journey.Map{Stages: []journey.Stage{{Name: "Buy", Touchpoints: point("Cart", "Help")}, {Name: "Fax", Touchpoints: point("Sheet")}}}
	after := &journey.Map{Stages: []journey.Stage{{Name: "Buy", Touchpoints: point("Cart")}, {Name: "Care", Touchpoints: point("Help", "Desk")}}}
	assert.Equal(t, []comparison.Touchpoint{
		{Place: comparison.Place{Stage: "Care", Touchpoint: "Help"}, Change: comparison.Moved, From: "Buy"},
	}, compared(t, before, after).Touchpoints)
}

func TestFrictionsThatWereFoundAreTheSameIfOnlyTheirNumbersDiffer(t *testing.T) {
	because := &journey.Measure{Name: journey.MeasureDropOff, Unit: journey.Ratio, Value: 0.4}
	found := func(text string, s journey.Severity) journey.Friction {
		return journey.Friction{Text: text, Severity: s, Because: because}
	}
	with := func(list ...journey.Friction) *journey.Map {
		return &journey.Map{Stages: []journey.Stage{{Name: "Pay", Frictions: list}}}
	}
	before := with(found("41.5% went no further, 1,204 did", journey.Major), found("Step 1 failed 3 times", 1), found("Step 2 failed 3 times", 1), journey.Friction{Text: "7 fields"})
	after := with(found("38% went no further, 990 did", journey.Minor), found("Step 2 failed 5 times", 1), journey.Friction{Text: "9 fields"})
	r := compared(t, before, after)
	var told []string
	for _, f := range r.Frictions {
		switch {
		case f.Before == nil:
			told = append(told, "+"+f.After.Text)
		case f.After == nil:
			told = append(told, "-"+f.Before.Text)
		default:
			told = append(told, f.Before.Text+" → "+f.After.Text)
		}
	}
	assert.Equal(t, []string{
		"41.5% went no further, 1,204 did → 38% went no further, 990 did", "+9 fields", "-Step 2 failed 3 times", "-7 fields",
	}, told, "the first of two that fit is taken, and what somebody wrote is what it says")
}

func TestATargetSaysWhichWayIsBetterWhereNoNameDoes(t *testing.T) {
	side := func(v float64, targets ...journey.Target) *journey.Map {
		return &journey.Map{Stages: []journey.Stage{{Name: "Pay", Targets: targets, Measures: []journey.Measure{
			{Name: "errors", Unit: journey.Count, Value: v}, {Name: journey.MeasureConversion, Unit: journey.Ratio, Value: v / 10},
		}}}}
	}
	most := journey.Target{Measure: "errors", Op: journey.AtMost, Value: 2}
	wrong := journey.Target{Measure: journey.MeasureConversion, Op: journey.AtMost, Value: 0.2}
	for name, c := range map[string]struct {
		before, after *journey.Map
		want          [2]int
	}{
		"nobody says":          {side(3), side(5), [2]int{0, 1}},
		"a target after":       {side(3), side(5, most), [2]int{-1, 1}},
		"a target before":      {side(5, most), side(3), [2]int{1, -1}},
		"a name before target": {side(3, wrong), side(5, wrong), [2]int{0, 1}},
	} {
		r := compared(t, c.before, c.after)
		assert.Equal(t, c.want, [2]int{r.Differences[0].Better(), r.Differences[1].Better()}, name)
	}
}
