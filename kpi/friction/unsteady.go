package friction

import "math"

// unsteady returns the standard deviation, in log odds, of what makes single days
// better or worse for everybody than their circumstances explain: weather, mails,
// holidays. It comes from the differences of days that follow one another, beyond
// what chance explains, so that a period in which something is the matter counts
// at its two ends only.
//
// Source: J. von Neumann, R. H. Kent, H. R. Bellinson and B. I. Hart, The mean
// square successive difference, Annals of Mathematical Statistics 12 (1941)
// 153–162, with the moment estimator of a variance between groups of R.
// DerSimonian and N. Laird, Meta-analysis in clinical trials, Controlled Clinical
// Trials 7 (1986) 177–188.
func (c *sessions) unsteady(t *trial) float64 {
	bin, bins := c.bins()
	rest, weight := make([]float64, bins), make([]float64, bins)
	for i, row := range t.row {
		if !t.gone[i] {
			day := int(c.day[row]) / bin
			rest[day] += boolean(t.bad[i]) - t.mean[i]
			weight[day] += float64(t.mean[i] * (1 - t.mean[i]))
		}
	}
	var sum, weights float64
	last := -1
	for day, v := range weight {
		if v < leastWeight {
			continue
		}
		if last >= 0 {
			chance := 1/v + 1/weight[last]
			step := rest[day]/v - rest[last]/weight[last]
			sum += (float64(step*step) - chance) / float64(chance*chance)
			weights += 2 / float64(chance*chance)
		}
		last = day
	}
	if sum <= 0 || weights == 0 {
		return 0
	}
	return min(2, math.Sqrt(sum/weights))
}

// leastWeight is the information that a day needs to say anything: that of two
// sessions with even odds.
const leastWeight = 0.5
