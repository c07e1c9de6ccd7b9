package attribution

import "slices"

// Options says what a touch is. The zero value, like a nil pointer, takes every
// event for one that has a channel and is no conversion.
type Options struct {
	// Touches names the events that are touches. nil means all.
	Touches []string

	// ConversionTouches says that the conversion is the last touch of its own
	// path, with its own channel, whether Touches names it or not.
	ConversionTouches bool
}

// A question is what a tally was asked. Tallies of the same question merge.
type question struct {
	Conversion        []string `json:"conversion"` // sorted
	Touches           []string `json:"touches,omitempty"`
	All               bool     `json:"all,omitempty"` // every event is a touch
	ConversionTouches bool     `json:"conversion_touches,omitempty"`
}

func newQuestion(conversion []string, opt *Options) question {
	q := question{Conversion: sorted(conversion), All: true}
	if opt != nil {
		q.Touches, q.All = sorted(opt.Touches), opt.Touches == nil
		q.ConversionTouches = opt.ConversionTouches
	}
	return q
}

// What an event may be.
const (
	isTouch = 1 << iota
	isConversion
)

// kind returns what events of a name are.
func (q question) kind(name string) (kind int32) {
	if _, is := slices.BinarySearch(q.Conversion, name); is {
		kind = isConversion
		if q.ConversionTouches {
			kind |= isTouch
		}
		return kind
	}
	if _, is := slices.BinarySearch(q.Touches, name); is || q.All {
		kind = isTouch
	}
	return kind
}

func (q question) equal(other question) bool {
	return slices.Equal(q.Conversion, other.Conversion) && slices.Equal(q.Touches, other.Touches) &&
		q.All == other.All && q.ConversionTouches == other.ConversionTouches
}

func sorted(names []string) []string {
	out := slices.Clone(names)
	slices.Sort(out)
	return slices.Compact(out)
}
