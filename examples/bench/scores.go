package main

import (
	"math"
	"time"

	"github.com/parcours-go/parcours/persona/segment"
)

// scores is T7: buyers by their scores of recency, frequency and money at the
// end of the year, with the sums of what models of lifetime value take in.
func (s *shop) scores() ([]string, error) {
	scores, err := segment.RFM(s.log.Interactions("purchase"), time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), nil)
	if err != nil {
		return nil, err
	}
	type cell struct{ customers, frequency, recency, age, cents int }
	cells := map[[3]int8]cell{}
	for i := range scores.Customers {
		c := &scores.Customers[i]
		key := [3]int8{c.R, c.F, c.M}
		sum := cells[key]
		sum.customers++
		sum.frequency += c.Frequency()
		sum.recency += c.Recency
		sum.age += c.T
		sum.cents += int(math.Round(100 * c.Monetary))
		cells[key] = sum
	}
	var lines []string
	for key, sum := range cells {
		lines = append(lines, row(key[0], key[1], key[2], sum.customers, sum.frequency, sum.recency, sum.age, sum.cents))
	}
	return lines, nil
}
