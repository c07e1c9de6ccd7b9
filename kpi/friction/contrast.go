package friction

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A contrast says how y depends on x among sessions that are alike otherwise.
type contrast struct {
	slope float64 // of y, per unit of x: the difference where x is 0 or 1
	se    float64 // its standard error
	t     float64 // for the hypothesis that it is 0
	df    int     // of Student's distribution of t
}

// compare holds values against each other within strata, so that only what is in
// one stratum is compared: for x of 0 and 1 the slope is the Mantel-Haenszel
// difference. Sessions of a customer stand one behind the other, and count as one
// observation: the variance is that of the customers' sums. It is false where
// there is nothing to compare.
//
// Sources: S. Greenland and J. M. Robins, Estimation of a common effect parameter
// from sparse follow-up data, Biometrics 41 (1985) 55–68, for the difference;
// K.-Y. Liang and S. L. Zeger, Longitudinal data analysis using generalized linear
// models, Biometrika 73 (1986) 13–22, for the variance. The degrees of freedom are
// how many customers of equal weight would say as much, less one.
func compare(y, x []float64, stratum, customer []int32) (contrast, bool) {
	meanX, meanY := stratumMeans(x, stratum), stratumMeans(y, stratum)
	var u, d float64
	for i, s := range stratum {
		dx := x[i] - meanX[s]
		u += float64(dx * (y[i] - meanY[s]))
		d += float64(dx * dx)
	}
	if d < 1e-9 {
		return contrast{}, false
	}
	c := contrast{slope: u / d}
	var null, rest moments
	for i, s := range stratum {
		dx, dy := x[i]-meanX[s], y[i]-meanY[s]
		null.add(customer[i], float64(dx*dy))
		rest.add(customer[i], float64(dx*(dy-float64(c.slope*dx))))
	}
	null.close()
	rest.close()
	if null.two <= 0 || null.customers < 2 {
		return contrast{}, false
	}
	g := float64(null.customers)
	c.se = math.Sqrt(rest.two*g/(g-1)) / d
	c.t = u / math.Sqrt(null.two*g/(g-1))
	c.df = max(1, int(null.two*null.two/null.four)-1)
	return c, true
}

// above returns the probability of a t at least as large if the slope is 0.
func (c contrast) above() float64 { return stat.StudentTail(c.t, c.df) }

// stratumMeans returns the mean of each stratum.
func stratumMeans(v []float64, stratum []int32) []float64 {
	var sum, n []float64
	for i, s := range stratum {
		for int(s) >= len(sum) {
			sum, n = append(sum, 0), append(n, 0)
		}
		sum[s] += v[i]
		n[s]++
	}
	for s := range sum {
		sum[s] /= max(1, n[s])
	}
	return sum
}

// moments are the sums of the second and fourth powers of what the sessions of
// each customer add up to.
type moments struct {
	customers int
	two, four float64
	of        int32
	sum       float64
}

func (m *moments) add(customer int32, v float64) {
	if m.customers == 0 || customer != m.of {
		m.close()
		m.of = customer
		m.customers++
	}
	m.sum += v
}

// close ends the last customer.
func (m *moments) close() {
	square := float64(m.sum * m.sum)
	m.two += square
	m.four += float64(square * square)
	m.sum = 0
}

// A table is sessions that are compared, row by row.
type table struct {
	y, x              []float64
	stratum, customer []int32
}

func (t *table) add(y, x float64, stratum, customer int32) {
	t.y, t.x = append(t.y, y), append(t.x, x)
	t.stratum, t.customer = append(t.stratum, stratum), append(t.customer, customer)
}

func (t *table) compare() (contrast, bool) { return compare(t.y, t.x, t.stratum, t.customer) }

// sides returns how many sessions and customers have x = 0 and x = 1.
func (t *table) sides() (sessions, customers [2]int) {
	last := [2]int32{-1, -1}
	for i, x := range t.x {
		k := int(x)
		sessions[k]++
		if last[k] != t.customer[i] {
			last[k] = t.customer[i]
			customers[k]++
		}
	}
	return sessions, customers
}

const (
	leastSide      = 30 // sessions that either side of a comparison needs
	leastCustomers = 15
)

// enough reports whether both sides have enough sessions and customers.
func (t *table) enough() bool {
	sessions, customers := t.sides()
	return min(sessions[0], sessions[1]) >= leastSide && min(customers[0], customers[1]) >= leastCustomers
}
