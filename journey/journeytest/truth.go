package journeytest

import (
	"math"
	"time"
)

// Stages is the number of stages of a Shop: those of template.Ecommerce.
const Stages = 7

// The stages that the truths speak of, by index.
const (
	discover = iota
	explore
	cart
	checkout
	purchase
	use
	recommend
)

// A Truth is what a Shop plants in its log.
type Truth struct {
	// Conversion is, for each stage but the last, the probability that a
	// customer of the stage goes on to the next, in [0, 1].
	Conversion [Stages - 1]float64

	// Dwell is, for each stage but the last, the time that customers who go
	// on spend in it.
	Dwell [Stages - 1]Dwell

	// Satisfaction is, for each stage, the probability of the answers 1 to 5
	// of its CSAT question.
	Satisfaction [Stages][5]float64

	// Answers is the probability that a customer answers a question.
	Answers float64

	// Promoters and Detractors are the probabilities of answers of 9 or 10
	// and of 0 to 6 to the NPS question, which buyers are asked.
	Promoters, Detractors float64

	// Churn is the probability that a customer is not seen again. All others
	// come back in the last days of the log.
	Churn float64

	// Repeat is the probability that a buyer who comes back buys again.
	Repeat float64

	// Order is the amount of an order, as a log-normal distribution.
	Order struct {
		Median, Spread float64
	}

	// Regulars is how buyers go on to buy, in days, up to the last day. What they
	// buy is in none of the numbers that the methods of a Truth return, and they
	// are there in the last days whatever Churn says.
	Regulars Regulars

	// Basket is the standard deviation of the logarithm by which regulars differ
	// in what they spend on an order.
	Basket float64
}

// A Dwell is a log-normal distribution of times.
type Dwell struct {
	Median time.Duration
	Spread float64 // the standard deviation of the logarithm
}

// Quantile returns the p quantile of the dwell in seconds.
func (d Dwell) Quantile(p float64) float64 {
	return d.Median.Seconds() * math.Exp(d.Spread*math.Sqrt2*math.Erfinv(2*p-1))
}

// Mean returns the mean of the dwell in seconds.
func (d Dwell) Mean() float64 {
	return d.Median.Seconds() * math.Exp(d.Spread*d.Spread/2)
}

// Abandonment returns the probability that a customer with a cart does not
// buy.
func (t Truth) Abandonment() float64 { return 1 - t.Conversion[cart]*t.Conversion[checkout] }

// Overall returns the probability that a customer buys.
func (t Truth) Overall() float64 {
	return t.Conversion[discover] * t.Conversion[explore] * t.Conversion[cart] * t.Conversion[checkout]
}

// RepeatRate returns the probability that a buyer buys twice.
func (t Truth) RepeatRate() float64 { return t.Repeat * (1 - t.Churn) }

// Revenue returns the expected revenue from a customer, buyer or not.
func (t Truth) Revenue() float64 {
	order := t.Order.Median * math.Exp(t.Order.Spread*t.Order.Spread/2)
	return t.Overall() * (1 + t.RepeatRate()) * order
}

// NPS returns the net promoter score, in points from −100 to 100.
func (t Truth) NPS() float64 { return 100 * (t.Promoters - t.Detractors) }

// MeanSatisfaction returns the expected answer to the CSAT question of a
// stage.
func (t Truth) MeanSatisfaction(stage int) float64 {
	mean := 0.0
	for i, p := range t.Satisfaction[stage] {
		mean += p * float64(i+1)
	}
	return mean
}

// Usual returns the truth of an ordinary shop: one customer in sixteen buys,
// three carts in five are left behind, paying is where it hurts.
func Usual() Truth {
	t := Truth{
		Conversion: [...]float64{0.72, 0.38, 0.62, 0.64, 0.70, 0.38},
		Dwell: [...]Dwell{
			{4 * time.Minute, 0.8},
			{26 * time.Hour, 0.7},
			{50 * time.Minute, 0.9},
			{7 * time.Minute, 0.6},
			{60 * time.Hour, 0.35},
			{5 * 24 * time.Hour, 0.35},
		},
		Satisfaction: [...][5]float64{
			{.03, .10, .37, .38, .12},
			{.02, .07, .26, .43, .22},
			{.05, .16, .38, .30, .11},
			{.18, .30, .27, .18, .07},
			{.02, .06, .20, .44, .28},
			{.06, .12, .24, .36, .22},
			{.01, .03, .12, .37, .47},
		},
		Answers:    0.25,
		Promoters:  0.46,
		Detractors: 0.21,
		Churn:      0.55,
		Repeat:     0.24,
	}
	t.Order.Median, t.Order.Spread = 54, 0.6
	return t
}
