package attribution

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// The order of the paths, how they are shared among tallies, and whether equal
// ones are counted together have no part in the result.
func TestCountedPathsAreTheSameHoweverTheyCome(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		paths := randomPaths(r, 1+r.IntN(40), 1+r.IntN(5), 1+r.IntN(9))
		o := &Options{Models: models[:], Values: true, Order: 1 + r.IntN(4), WithoutNulls: r.IntN(4) == 0, Collapse: r.IntN(3) == 0}
		whole, err := FromPaths(paths, o)
		var single []Path
		for _, p := range paths {
			for range p.Conversions - 1 {
				single = append(single, Path{Channels: p.Channels, Conversions: 1})
			}
			for range p.Nulls {
				single = append(single, Path{Channels: p.Channels, Nulls: 1})
			}
			if p.Conversions > 0 {
				single = append(single, Path{Channels: p.Channels, Conversions: 1, Value: p.Value})
			}
		}
		r.Shuffle(len(single), func(i, j int) { single[i], single[j] = single[j], single[i] })
		cut := r.IntN(len(single) + 1)
		first, second := tallyOf(t, single[:cut], o), new(Tally)
		require.NoError(t, json.Unmarshal([]byte(text(t, tallyOf(t, single[cut:], o))), second))
		second.Merge(first)
		parts, partsErr := second.Result()
		require.Equal(t, err == nil, partsErr == nil)
		require.Equal(t, text(t, whole), text(t, parts))
	}
}

func TestTalliesOfPathsAndOfLogsDoNotMerge(t *testing.T) {
	tally := tallyOf(t, []Path{pathOf("a", 1, 0)}, nil)
	tally.Merge(tallied(t, oneBuyer(t), nil))
	_, err := tally.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
	tally = tallyOf(t, nil, nil)
	tally.Add(oneBuyer(t).Trace(0))
	_, err = tally.Result()
	assert.ErrorIs(t, err, ErrNoLog)
}

func TestPathsAreReadFromFiles(t *testing.T) {
	list := func(channels ...journey.Channel) []journey.Channel { return channels }
	for _, c := range []struct {
		name, file string
		want       []Path
	}{
		{"as ChannelAttribution writes them", "\"path\",\"total_conversions\",\"total_conversion_value\",\"total_null\"\n\"a > b\",1,0.5,3\n\"a\",0,0,2\n",
			[]Path{{list("a", "b"), 1, 0.5, 3}, {list("a"), 0, 0, 2}}},
		{"without values and null paths", "path,total_conversions\na>b > c,2\n", []Path{{list("a", "b", "c"), 2, 0, 0}}},
		{"in another order, beside others", "total_null,x,total_conversions,Path\n1,?,0,é > é\n", []Path{{list("é", "é"), 0, 0, 1}}},
		{"counts as R writes large ones", "path,total_conversions\na,1e+05\n", []Path{{list("a"), 100_000, 0, 0}}},
		{"a path without a channel", "path,total_conversions\n,4\n", []Path{{nil, 4, 0, 0}}},
		{"no row", "path,total_conversions\n", []Path{}},
	} {
		got, err := ReadPaths(strings.NewReader(c.file))
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, got, c.name)
	}
}

func TestFilesThatAreNoPathsSayWhere(t *testing.T) {
	for file, place := range map[string][2]int{
		"": {1, 0}, "path,conversions\na,1\n": {1, 0}, "path,total_conversions\na,1,2\n": {2, 0}, "path,total_conversions\na,one\n": {2, 2},
		"path,total_conversions\na,1\nb,NA\n": {3, 2},
	} {
		_, err := ReadPaths(strings.NewReader(file))
		var mistake *event.SyntaxError
		if assert.ErrorAs(t, err, &mistake, file) {
			assert.Equal(t, place, [2]int{mistake.Line, mistake.Column}, file)
		}
	}
	for file, path := range map[string]string{
		"path,total_conversions\na,1\nb,1.5\n": "paths[1].conversions", "path,total_conversions,total_null\na,1,1e15\n": "paths[0].nulls",
	} {
		_, err := ReadPaths(strings.NewReader(file))
		var mistake *field.Error
		if assert.ErrorAs(t, err, &mistake, file) {
			assert.Equal(t, path, mistake.Path)
		}
	}
	paths, err := ReadPaths(strings.NewReader("path,total_conversions\na > > b,1\n"))
	require.NoError(t, err)
	_, err = FromPaths(paths, nil)
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "paths[0].channels[1]", mistake.Path)
}

// Whatever is read as paths has a result, or an error that says why not.
func FuzzReadPaths(f *testing.F) {
	f.Add("path,total_conversions,total_conversion_value,total_null\na > b,1,2.5,3\nb > b > c,0,0,1\n")
	f.Fuzz(func(t *testing.T, file string) {
		paths, err := ReadPaths(strings.NewReader(file))
		if err != nil {
			return
		}
		if r, err := FromPaths(paths, &Options{Models: models[:], Values: true, Order: 2}); err == nil {
			text(t, r)
		}
	})
}

func TestPathsOfALogHaveMemoryOfTheirOwn(t *testing.T) {
	log := oneBuyer(t)
	paths := slices.Collect(Paths(log, []string{"buy"}, &Options{ConversionTouches: true}))
	assert.Equal(t, []Path{{[]journey.Channel{"email", "web", "web"}, 1, 0, 0}}, paths)
	assert.Empty(t, slices.Collect(Paths(nil, []string{"buy"}, nil)))
	for range Paths(log, []string{"email"}, nil) {
		break
	}
}
