package main

import (
	"bufio"
	"io"
	"math"
	"math/rand/v2"
	"strconv"

	"github.com/parcours-go/parcours/journey/journeytest"
)

// A simulation writes a CSV file of n rows, the same for the same n.
type simulation func(w *bufio.Writer, r *rand.Rand, n int)

func (s simulation) write(to io.Writer, n int) error {
	w := bufio.NewWriterSize(to, 1<<16)
	s(w, rand.New(rand.NewPCG(2026, 4)), n)
	return w.Flush()
}

// regulars has the parameters of the BG/NBD model that were published for the
// customers of CDNOW, in weeks.
var regulars = journeytest.Regulars{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}

// simulateCustomers writes histories in weeks, to the day, of customers who come
// in twelve weeks and are observed up to week 39.
func simulateCustomers(w *bufio.Writer, r *rand.Rand, n int) {
	w.WriteString("frequency,recency,T\n")
	for range n {
		observed := float64(7*27+r.IntN(7*12)) / 7
		bought, last := 0, 0.0
		for now := range regulars.Orders(r, observed) {
			bought, last = bought+1, now
		}
		writeRow(w, float64(bought), math.Round(7*last)/7, observed)
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
