package comparison

import "github.com/parcours-go/parcours/journey"

// A Direction is the way in which a measure gets better.
type Direction string

// The directions. The zero Direction is that of a measure of which nobody can say
// whether more of it is good, such as a number of customers.
const (
	Neither Direction = ""
	Up      Direction = "up"
	Down    Direction = "down"
)

// DirectionOf returns the way in which the measure of that name gets better. An
// effort score is one of agreement that it was easy: it gets better upwards.
func DirectionOf(name string) Direction {
	switch name {
	case journey.MeasureConversion, journey.MeasureRetention, journey.MeasureRepeat, journey.MeasureRevenue, journey.MeasureCLV,
		journey.MeasureNPS, journey.MeasureCSAT, journey.MeasureCES, journey.MeasureSatisfaction,
		"gross_revenue_retention", "net_revenue_retention", "survival", "lifetime", "residual_lifetime", "customer_base", "customer_equity":
		return Up
	case journey.MeasureDropOff, journey.MeasureAbandonment, journey.MeasureChurn, "leaving",
		journey.MeasureTimeMedian, journey.MeasureTimeMean, journey.MeasureTimeP90:
		return Down
	}
	return Neither
}

// wantedOf returns the way in which the measure of that name gets better: by its
// name or else by the side on which the first target for it is met.
func wantedOf(name string, targets []journey.Target) Direction {
	if d := DirectionOf(name); d != Neither {
		return d
	}
	for _, t := range targets {
		switch {
		case t.Measure != name:
		case t.Op == journey.AtMost:
			return Down
		default:
			return Up
		}
	}
	return Neither
}

// Better returns 1 where the measure got better, −1 where it got worse, and 0
// where it did neither or nobody can say.
func (d Difference) Better() int {
	sign := 0
	switch {
	case d.Change.Value > 0:
		sign = 1
	case d.Change.Value < 0:
		sign = -1
	}
	switch d.Direction {
	case Up:
		return sign
	case Down:
		return -sign
	}
	return 0
}
