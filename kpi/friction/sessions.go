package friction

import (
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// sessions are all that is looked at: a row each, customer by customer, in
// columns. It is an accumulator; parts of a log merge into the whole.
type sessions struct {
	*setting
	customers int
	days      int // from the first to the last, once settled
	firstDay  int32

	customer []int32 // who, counted from 0
	day      []int32 // on which it began; days since 1970, and from the first day on once settled
	weekday  []int32
	recency  []int32   // how long ago the customer's last one was: see recencyOf
	goal     []bool    // whether the goal was reached
	hopped   []bool    // whether the channel changed
	segment  [][]int32 // of each factor: its value, 0 for none
	changing []int     // of each factor: sessions within which it changed
	times    []uint8   // events of each touchpoint, row by row; 255 and more are 255
	seen     bitRows   // touchpoints with an event
	tried    bitRows   // touchpoints with three events or more
	troubled bitRows   // signals of friction met
	loops    []loop
	stays    []stay
	replies  []reply

	value  stat.Sum // of the orders that have one
	valued int

	steps, signs []*trial // once settled

	now scratch
}

// A stay is a visit to a stage that a visit to another one ended.
type stay struct {
	session int32
	stage   int32
	seconds float64
}

// A loop is a way to and fro between two touchpoints, twice or more.
type loop struct {
	session int32
	a, b    int32 // touchpoints, a < b
}

// A reply is an answer to a question, in the stage in which it was given.
type reply struct {
	session  int32
	stage    int32
	question int32
	score    float64
}

// scratch is what counting one customer needs.
type scratch struct {
	cutter *event.Cutter
	starts []int32
	points []int32
	names  []int32
	none   []uint8 // a zero for each touchpoint
}

func newSessions(s *setting) *sessions {
	c := &sessions{
		setting: s, segment: make([][]int32, len(s.factors)), changing: make([]int, len(s.factors)),
		seen: bitRows{width: words(s.Touchpoints())}, tried: bitRows{width: words(s.Touchpoints())},
		troubled: bitRows{width: words(len(s.signals))},
	}
	c.now.none = make([]uint8, s.Touchpoints())
	c.now.cutter = s.log.Cutter(s.opt.Session)
	return c
}

// Add looks at one customer.
func (c *sessions) Add(t event.Trace) {
	now := &c.now
	now.starts = now.cutter.Append(now.starts[:0], t)
	now.points = c.AppendTouchpoints(now.points[:0], t)
	now.names = t.AppendCodes(now.names[:0], c.meaning)
	for k, from := range now.starts {
		to := t.Len()
		if k+1 < len(now.starts) {
			to = int(now.starts[k+1])
		}
		c.addSession(t, int(from), to)
	}
	c.customers++
}

// addSession looks at the events of one session.
func (c *sessions) addSession(t event.Trace, from, to int) {
	row := int32(len(c.customer))
	nanos := t.Nanos()
	begun := time.Unix(0, nanos[from]).In(c.opt.Location)
	day := dayOf(begun)
	c.customer = append(c.customer, int32(c.customers))
	c.day = append(c.day, day)
	c.weekday = append(c.weekday, int32(begun.Weekday()))
	c.recency = append(c.recency, recencyOf(nanos, from))
	c.goal = append(c.goal, false)
	c.hopped = append(c.hopped, false)
	at := len(c.times)
	c.times = append(c.times, c.now.none...)
	c.seen.grow()
	c.tried.grow()
	c.troubled.grow()
	c.addSegments(t, from, to)
	for i := from; i < to; i++ {
		c.addMeaning(t, i, row)
		if point := c.now.points[i]; point != bind.None {
			c.seen.set(row, point)
			times := &c.times[at+int(point)]
			*times = min(*times, 254) + 1
			if *times == 3 {
				c.tried.set(row, point)
			}
		}
	}
	c.addStays(nanos, from, to, row)
	c.addLoops(from, to, row)
}

// dayOf returns the calendar day of a time, in days since 1970.
func dayOf(t time.Time) int32 {
	y, m, d := t.Date()
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// recencies are the classes of recencyOf.
const recencies = 5

// recencyOf says how long before event i the event before it was: none, a day,
// a week, a month, or longer. Who was just here comes with other intentions than
// who was away for long.
func recencyOf(nanos []int64, i int) int32 {
	const day = uint64(24 * time.Hour)
	if i == 0 {
		return 0
	}
	switch gap := uint64(nanos[i]) - uint64(nanos[i-1]); {
	case gap <= day:
		return 1
	case gap <= 7*day:
		return 2
	case gap <= 30*day:
		return 3
	}
	return 4
}

// addMeaning notes what event i says besides where it was.
func (c *sessions) addMeaning(t event.Trace, i int, row int32) {
	means := c.now.names[i]
	if means == 0 {
		return
	}
	what := c.meanings[means]
	if what.goal {
		c.goal[row] = true
		if v, ok := t.Value(i); ok && v > 0 {
			c.value.Add(v)
			c.valued++
		}
	}
	if what.signal > 0 {
		c.troubled.set(row, int32(what.signal-1))
	}
	if what.question > 0 {
		c.addReply(t, i, row, what.question)
	}
}

// addReply notes an answer, in the stage in which the customer was last seen.
func (c *sessions) addReply(t event.Trace, i int, row int32, question int) {
	v, ok := t.Value(i)
	if q := questions[question-1]; !ok || v < q.low || v > q.high {
		return
	}
	for j := i; j >= 0; j-- {
		if point := c.now.points[j]; point != bind.None {
			c.replies = append(c.replies, reply{row, int32(c.StageOf(int(point))), int32(question), v})
			return
		}
	}
}

// addStays notes how long the session was in each stage until it was in the next.
func (c *sessions) addStays(nanos []int64, from, to int, row int32) {
	current, since := bind.None, int64(0)
	for i := from; i < to; i++ {
		point := c.now.points[i]
		if point == bind.None {
			continue
		}
		stage := c.StageOf(int(point))
		if stage == current {
			continue
		}
		if current != bind.None {
			c.stays = append(c.stays, stay{row, int32(current), float64(uint64(nanos[i])-uint64(since)) / 1e9})
		}
		current, since = stage, nanos[i]
	}
}

// addLoops notes the pairs of touchpoints between which the session went to and
// fro: a, b, a, b.
func (c *sessions) addLoops(from, to int, row int32) {
	var last [4]int32
	n, start := 0, len(c.loops)
	for i := from; i < to; i++ {
		point := c.now.points[i]
		if point == bind.None || n > 0 && point == last[3] {
			continue
		}
		last = [4]int32{last[1], last[2], last[3], point}
		if n++; n < 4 || last[0] != last[2] || last[1] != last[3] {
			continue
		}
		found := loop{row, min(last[2], last[3]), max(last[2], last[3])}
		if !slices.Contains(c.loops[start:], found) {
			c.loops = append(c.loops, found)
		}
	}
}

// Merge adds the sessions of other customers behind these.
func (c *sessions) Merge(other *sessions) {
	row := int32(len(c.customer))
	for _, who := range other.customer {
		c.customer = append(c.customer, who+int32(c.customers))
	}
	c.customers += other.customers
	c.day = append(c.day, other.day...)
	c.weekday = append(c.weekday, other.weekday...)
	c.recency = append(c.recency, other.recency...)
	c.times = append(c.times, other.times...)
	c.goal = append(c.goal, other.goal...)
	c.hopped = append(c.hopped, other.hopped...)
	for f := range c.segment {
		c.segment[f] = append(c.segment[f], other.segment[f]...)
		c.changing[f] += other.changing[f]
	}
	c.seen.merge(&other.seen)
	c.tried.merge(&other.tried)
	c.troubled.merge(&other.troubled)
	for _, l := range other.loops {
		l.session += row
		c.loops = append(c.loops, l)
	}
	for _, s := range other.stays {
		s.session += row
		c.stays = append(c.stays, s)
	}
	for _, r := range other.replies {
		r.session += row
		c.replies = append(c.replies, r)
	}
	c.value.Merge(&other.value)
	c.valued += other.valued
}

// settleDays counts the days from the first one on.
func (c *sessions) settleDays() {
	if c.rows() == 0 {
		return
	}
	c.firstDay = slices.Min(c.day)
	for i := range c.day {
		c.day[i] -= c.firstDay
	}
	c.days = int(slices.Max(c.day)) + 1
}

// rows returns the number of sessions.
func (c *sessions) rows() int { return len(c.customer) }

// orderValue returns the mean value of an order, or 0 if none has one.
func (c *sessions) orderValue() float64 {
	if c.valued == 0 {
		return 0
	}
	v := c.value.Float64() / float64(c.valued)
	if v > maxAmount {
		return 0
	}
	return v
}

// maxAmount bounds amounts, so that no sum of them is infinite.
const maxAmount = 1e15
