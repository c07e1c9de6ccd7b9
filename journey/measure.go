package journey

import (
	"bytes"
	"encoding/json"
)

// A Measure is one number about a touchpoint, a stage or a journey, with how
// far to trust it. It is the only form in which the module carries a number.
//
// There are three sorts. A number that somebody wrote has no Level. One that
// was counted is certain: Level is 1, and Lo and Hi are the Value. One that
// was estimated has an interval at a Level between 0 and 1.
type Measure struct {
	Name  string  `json:"name" validate:"required"` // machine name, such as "conversion"
	Value float64 `json:"value"`                    // in Unit; never NaN or infinite
	Unit  Unit    `json:"unit" validate:"required"`

	// N is the number of observations behind Value: the denominator of a
	// ratio, the size of a sample. 0 means that it is not known.
	N int `json:"n,omitempty" validate:"gte=0"`

	// Lo and Hi bound the confidence interval of Value at Level, a ratio in
	// [0, 1]. A Level of 0 means that there is no interval.
	Lo    float64 `json:"lo,omitempty"`
	Hi    float64 `json:"hi,omitempty"`
	Level float64 `json:"level,omitempty" validate:"gte=0,lte=1"`

	Source Source `json:"source,omitempty" validate:"omitempty,oneof=log survey"`
}

// MarshalJSON writes the measure, and its bounds wherever it has a Level: a
// bound of 0 is a bound too.
func (m Measure) MarshalJSON() ([]byte, error) {
	type unbounded Measure // without this method
	if m.Level == 0 {
		return marshal(unbounded(m))
	}
	return marshal(struct {
		Name   string  `json:"name"`
		Value  float64 `json:"value"`
		Unit   Unit    `json:"unit"`
		N      int     `json:"n,omitempty"`
		Lo     float64 `json:"lo"`
		Hi     float64 `json:"hi"`
		Level  float64 `json:"level"`
		Source Source  `json:"source,omitempty"`
	}(m))
}

// marshal is json.Marshal that leaves "<" and its like as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// The names of the measures that package kpi computes. Its documentation
// defines each; any other name is a measure too.
const (
	MeasureReached      = "reached"
	MeasureConversion   = "conversion"
	MeasureDropOff      = "drop_off"
	MeasureTimeMedian   = "time_median"
	MeasureTimeMean     = "time_mean"
	MeasureTimeP90      = "time_p90"
	MeasureSatisfaction = "satisfaction"
	MeasureCSAT         = "csat"
	MeasureCES          = "ces"
	MeasureNPS          = "nps"
	MeasureAbandonment  = "cart_abandonment"
	MeasureChurn        = "churn"
	MeasureRetention    = "retention"
	MeasureRepeat       = "repeat_rate"
	MeasureRevenue      = "revenue_per_customer"
	MeasureCLV          = "customer_lifetime_value"
)

// A Unit is the unit of a Measure. There is one for each dimension; any other
// string is a unit too, and is written behind the number.
type Unit string

// The units.
const (
	Count   Unit = "count"
	Ratio   Unit = "ratio"  // a share, in [0, 1], never a percentage
	Change  Unit = "change" // one share less another, in [-1, 1]; written in percentage points
	Times   Unit = "×"      // how many times as much, from 0 on
	Seconds Unit = "s"      // every time
	Points  Unit = "points" // of NPS, in [-100, 100]
	Score   Unit = "score"  // a mean of survey answers, on the scale of the question
	Money   Unit = "money"  // in the currency of the log
)

// A Source says where a number comes from. The zero Source is a person who
// wrote it down.
type Source string

// The sources of numbers.
const (
	FromLog    Source = "log"    // counted or estimated from events
	FromSurvey Source = "survey" // from answers of customers
)

// Counted reports whether the value is certain.
func (m Measure) Counted() bool { return m.Level == 1 }

// Estimated reports whether the value has a confidence interval.
func (m Measure) Estimated() bool { return m.Level > 0 && m.Level < 1 }

// Format writes the value for people who read language l: "37.5%", "37,5 %",
// "2 min 10 s". currency is the ISO 4217 code for Money, or "". A share that is
// more than none or less than all is not rounded to these, see [Lang.Share].
func (m Measure) Format(l Lang, currency string) string {
	if m.Unit == Ratio {
		return l.Share(m.Value, 1)
	}
	return m.Unit.Format(m.Value, l, currency)
}

// Format writes the value v of unit u for people who read language l. currency
// is the ISO 4217 code for Money, or "".
func (u Unit) Format(v float64, l Lang, currency string) string {
	switch u {
	case Count:
		return l.Number(v, 0)
	case Ratio:
		return l.Percent(v, 1)
	case Change:
		return l.Signed(100*v, 1) + "\u00a0" + label{"pp", "pts"}.in(l)
	case Seconds:
		return l.Duration(v)
	case Points:
		return l.Signed(v, 0)
	case Score:
		return l.Number(v, 1)
	case Money:
		return l.Money(v, currency)
	}
	return l.Number(v, 2) + "\u00a0" + string(u)
}
