package attribution

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/table"
	"github.com/parcours-go/parcours/persona/field"
)

// FromPaths returns the credit of each channel for the conversions of counted
// paths. It is that which [Compute] returns for a log with these paths. What the
// options say of touches and Lookback is not asked: the paths have what counts.
// They have no times, so that TimeDecay counts touches.
//
// A mistake in the options or in a path is a *[field.Error]: a count or a value
// that is negative, a value without a conversion, a channel without a name. No
// path with a touch is [ErrNoData]. Other errors are those of Compute.
func FromPaths(paths []Path, opt *Options) (*Result, error) {
	t, err := OfPaths(paths, opt)
	if err != nil {
		return nil, err
	}
	return t.Result()
}

// OfPaths returns a tally of counted paths, to be merged with others of counted
// paths. Its errors are those of [FromPaths], but for ErrNoData.
func OfPaths(paths []Path, opt *Options) (*Tally, error) {
	q, err := ofPaths(opt)
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	ids := map[journey.Channel]int32{}
	for i := range paths {
		if err := paths[i].mistake(i); err != nil {
			return nil, fmt.Errorf("attribution: %w", err)
		}
		for _, c := range paths[i].Channels {
			ids[c] = nowhere
		}
	}
	channels := make([]journey.Channel, 0, len(ids))
	for c := range ids {
		channels = append(channels, c)
	}
	slices.Sort(channels)
	t, err := newTally(q, channels)
	if err != nil {
		return nil, err
	}
	for i, c := range channels {
		ids[c] = int32(i)
	}
	for i := range paths {
		t.count(&paths[i], ids)
	}
	return t, nil
}

func (t *Tally) count(p *Path, ids map[journey.Channel]int32) {
	w := walk{at: t.walk.at[:0], conversions: p.Conversions, nulls: p.Nulls, value: p.Value}
	for _, c := range p.Channels {
		w.at = append(w.at, ids[c])
	}
	if t.Collapse {
		w.collapse()
	}
	t.fail(t.enter(&w, &t.divide))
	t.walk.at = w.at
}

// maxCount bounds how often a path may be counted, so that no sum overflows.
const maxCount int64 = 1 << 40

func countable(n int) bool { return n >= 0 && int64(n) <= maxCount }

// mistake returns what is wrong with a path, path i of its list.
func (p *Path) mistake(i int) error {
	at := func(name string) string { return fmt.Sprintf("paths[%d].%s", i, name) }
	switch {
	case !countable(p.Conversions):
		return figure.OutOfRange(at("conversions"), "want 0 to %d", maxCount)
	case !countable(p.Nulls):
		return figure.OutOfRange(at("nulls"), "want 0 to %d", maxCount)
	case math.IsNaN(p.Value) || math.IsInf(p.Value, 0):
		return &field.Error{Path: at("value"), Err: field.ErrNotFinite}
	case p.Value < 0 || p.Value > maxValue:
		return figure.OutOfRange(at("value"), "want 0 to %v", maxValue)
	case p.Value > 0 && p.Conversions == 0:
		return &field.Error{Path: at("value"), Err: fmt.Errorf("%w: there is no conversion", field.ErrInvalid)}
	}
	for k, c := range p.Channels {
		if c == "" {
			return &field.Error{Path: at(fmt.Sprintf("channels[%d]", k)), Err: field.ErrMissing}
		}
		if !utf8.ValidString(string(c)) {
			return &field.Error{Path: at(fmt.Sprintf("channels[%d]", k)), Err: field.ErrEncoding}
		}
	}
	return nil
}

// ReadPaths reads counted paths from a CSV file with the columns of the R
// package ChannelAttribution: path, whose channels are separated by ">" and any
// space around it, total_conversions, and where there are such total_conversion_value
// and total_null. The columns may stand in any order among others.
//
// What the file lacks of its form is an [event.SyntaxError], a count that is no
// whole number a *[field.Error].
func ReadPaths(r io.Reader) ([]Path, error) {
	t, err := table.Read(r,
		table.Column{Names: []string{"path"}, Text: true},
		table.Column{Names: []string{"total_conversions"}},
		table.Column{Names: []string{"total_conversion_value"}, Optional: true},
		table.Column{Names: []string{"total_null"}, Optional: true},
	)
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	words := make([][]journey.Channel, len(t.Columns[0].Words))
	for i, text := range t.Columns[0].Words {
		words[i] = channelsOf(text)
	}
	out := make([]Path, t.Rows)
	for i, id := range t.Columns[0].IDs {
		out[i].Channels = words[id]
		if out[i].Conversions, err = whole(t.Columns[1].Numbers[i], i, "conversions"); err != nil {
			return nil, err
		}
		if t.Columns[2].Found() {
			out[i].Value = t.Columns[2].Numbers[i]
		}
		if !t.Columns[3].Found() {
			continue
		}
		if out[i].Nulls, err = whole(t.Columns[3].Numbers[i], i, "nulls"); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func channelsOf(text string) []journey.Channel {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	out := make([]journey.Channel, 0, strings.Count(text, ">")+1)
	for c := range strings.SplitSeq(text, ">") {
		out = append(out, journey.Channel(strings.TrimSpace(c)))
	}
	return out
}

// whole returns a count of a file as the whole number that it is.
func whole(x float64, row int, name string) (int, error) {
	if x != math.Trunc(x) || math.Abs(x) > float64(min(maxCount, math.MaxInt)) {
		return 0, fmt.Errorf("attribution: %w", figure.OutOfRange(fmt.Sprintf("paths[%d].%s", row, name), "want a whole number to %d", maxCount))
	}
	return int(x), nil
}
