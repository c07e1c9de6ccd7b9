package main

import (
	"bufio"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
)

// A simulation writes a CSV file of n rows, the same for the same n.
type simulation func(w *bufio.Writer, r *rand.Rand, n int)

func (s simulation) write(to io.Writer, n int) error {
	w := bufio.NewWriterSize(to, 1<<16)
	s(w, rand.New(rand.NewPCG(2026, 4)), n)
	return w.Flush()
}

// The customers that simulateCustomers makes: the parameters of the BG/NBD model
// that were published for the customers of CDNOW, in weeks.
const trueR, trueAlpha, trueA, trueB = 0.243, 4.414, 0.793, 2.426

// simulateCustomers writes histories in weeks, to the day, of customers who come
// in twelve weeks and are observed up to week 39: each buys at a rate of their
// own, and leaves after each purchase with a probability of their own.
func simulateCustomers(w *bufio.Writer, r *rand.Rand, n int) {
	w.WriteString("frequency,recency,T\n")
	for range n {
		observed := float64(7*27 + r.IntN(7*12)) // days
		rate := gamma(r, trueR) / trueAlpha / 7
		leaves := beta(r, trueA, trueB)
		bought, last := 0, 0.0
		for now := r.ExpFloat64() / rate; now <= observed; now += r.ExpFloat64() / rate {
			bought, last = bought+1, now
			if r.Float64() < leaves {
				break
			}
		}
		writeRow(w, float64(bought), math.Round(last)/7, observed/7)
	}
}

// simulateDurations writes how long customers of three plans stayed, in days:
// half of them are still there.
func simulateDurations(w *bufio.Writer, r *rand.Rand, n int) {
	w.WriteString("time,event,group\n")
	plans := []string{"free", "monthly", "yearly"}
	for range n {
		plan := r.IntN(len(plans))
		stay := math.Ceil(r.ExpFloat64() * 200 * float64(plan+1))
		seen := float64(1 + r.IntN(730))
		left := "0"
		if stay <= seen {
			left = "1"
		}
		w.Write(strconv.AppendFloat(nil, min(stay, seen), 'f', -1, 64))
		w.WriteString("," + left + "," + plans[plan] + "\n")
	}
}

// simulatePaths writes n different ways through twelve channels, how often each
// was gone, and how often it ended in a conversion.
func simulatePaths(w *bufio.Writer, r *rand.Rand, n int) {
	channels := []string{"affiliate", "direct", "display", "email", "organic", "paid search", "podcast", "referral", "social", "store", "tv", "video"}
	w.WriteString("path,total_conversions,total_conversion_value,total_null\n")
	for range n {
		at := r.IntN(len(channels))
		w.WriteString(channels[at])
		for r.Float64() < 0.7 {
			at = (at + 1 + int(3*r.ExpFloat64())) % len(channels)
			w.WriteString(" > " + channels[at])
		}
		w.WriteByte(',')
		converted := r.IntN(4)
		writeRow(w, float64(converted), float64(converted*(10+r.IntN(90))), float64(1+r.IntN(9)))
	}
}

func writeRow(w *bufio.Writer, numbers ...float64) {
	var text []byte
	for i, v := range numbers {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendFloat(text, v, 'f', -1, 64)
	}
	w.Write(append(text, '\n'))
}

// gamma draws from the gamma distribution of a shape and rate 1: G. Marsaglia
// and W. W. Tsang, A simple method for generating gamma variables, ACM
// Transactions on Mathematical Software 26 (2000) 363–372.
func gamma(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(r, shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(r.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func beta(r *rand.Rand, a, b float64) float64 {
	x := gamma(r, a)
	return x / (x + gamma(r, b))
}
