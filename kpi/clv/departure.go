package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// departure is the integral over the time at which a Pareto/NBD customer may
// have left: between the last purchase t_x and T, a time y after t_x,
//
//	∫₀^(T−t_x) exp(g(y)) / (b+y) dy,  g(y) = −(r+x)·ln(1+y/a) − s·ln(1+y/b)
//
// with a = α+t_x and b = β+t_x: relative to the last purchase, so that neither
// it nor what it is added to can underflow before they count.
//
// It is taken over u = ln(1+y/least), where least is the smaller of a and b and
// other the larger: then nothing is singular nearer to the real line than π, and
// the integrand is
//
//	scale·exp(−ofLeast·u − ofOther·ln(1+y/other))
type departure struct {
	a, b             float64
	shape, s         float64 // r+x, and s
	least, other     float64
	ofLeast, ofOther float64
	scale            float64
	gap, whole       float64 // T−t_x, and g there
}

func (m *paretoNBD) departure(x, tx, t float64) departure {
	d := departure{a: m.alpha + tx, b: m.beta + tx, shape: m.r + x, s: m.s, gap: t - tx}
	if d.a <= d.b {
		d.least, d.other, d.ofLeast, d.ofOther, d.scale = d.a, d.b, d.shape-1, d.s+1, d.a/d.b
	} else {
		d.least, d.other, d.ofLeast, d.ofOther, d.scale = d.b, d.a, d.s, d.shape, 1
	}
	d.whole = -float64(d.shape*math.Log1p(d.gap/d.a)) - float64(d.s*math.Log1p(d.gap/d.b))
	return d
}

// A moment is a point in time of the integral: y with ln(1+y/a), ln(1+y/b), and
// the weight of the integrand there.
type moment struct{ y, logA, logB, weight float64 }

// at returns the point at u.
func (d *departure) at(u, weight float64) moment {
	y := float64(d.least * math.Expm1(u))
	other := math.Log1p(y / d.other)
	p := moment{y: y, logA: u, logB: other, weight: float64(weight * d.scale * math.Exp(-float64(d.ofLeast*u)-float64(d.ofOther*other)))}
	if d.a > d.b {
		p.logA, p.logB = other, u
	}
	return p
}

// departureRules are the rules that the integral is taken with.
type departureRules [4]special.Rule

func newDepartureRules() *departureRules {
	return &departureRules{special.GaussLegendre(8), special.GaussLegendre(10), special.GaussLegendre(12), special.GaussLegendre(16)}
}

// faded is how far the logarithm of the integrand falls until it no longer
// counts.
const faded = 44

// plan returns the end of the integral over u, and the rule and the number of
// panels that give its digits: by how far singularities are, beside the length
// of a panel, and by how much the integrand changes within it.
func (r *departureRules) plan(d *departure) (end float64, rule *special.Rule, panels int) {
	end = d.fade(math.Log1p(d.gap / d.least))
	grown := float64(d.least * math.Exp(end))
	// The slope is steepest at the end.
	change := (math.Abs(d.ofLeast) + float64(d.ofOther*grown)/(d.other-d.least+grown)) * end
	switch {
	case end <= 1.2 && change <= 3:
		return end, &r[0], 1
	case end <= 2 && change <= 5.5:
		return end, &r[1], 1
	case end <= 2.6 && change <= 8:
		return end, &r[2], 1
	}
	return end, &r[3], int(math.Ceil(max(end/3, change/12)))
}

// fade returns where the integrand has faded, or u where it has not until there.
// It goes back from u by Newton's method: the fall is convex, so that every step
// stays beyond.
func (d *departure) fade(u float64) float64 {
	for range 60 {
		y := float64(d.least * math.Expm1(u))
		over := float64(d.ofLeast*u) + float64(d.ofOther*math.Log1p(y/d.other)) - faded
		if over < 2 {
			break
		}
		u -= over / (d.ofLeast + float64(d.ofOther*(d.least+y))/(d.other+y))
	}
	return u
}

// integral returns the value of the integral.
func (r *departureRules) integral(d *departure) float64 {
	if d.gap == 0 {
		return 0
	}
	end, rule, panels := r.plan(d)
	width := end / float64(panels)
	sum := 0.0
	for p := range panels {
		for i, x := range rule.Node {
			sum += d.at(width*(float64(p)+x), width*rule.Weight[i]).weight
		}
	}
	return sum
}
