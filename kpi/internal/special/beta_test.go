package special

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// within asserts that got has the relative error of at most epsilon, which
// assert.InEpsilon cannot say of numbers as small as these are.
func within(t *testing.T, want, got, epsilon float64, at ...float64) {
	t.Helper()
	if !(math.Abs(got-want) <= epsilon*math.Abs(want)) {
		t.Errorf("at %v: want %v, got %v", at, want, got)
	}
}

// Computed with 60 digits from the continued fraction DLMF 8.17.22 and log
// gammas. The last bit of x is worth √(a+b) bits of the tail, and an exponent of
// −300 loses eight of its own.
func TestBetaTails(t *testing.T) {
	for _, c := range []struct{ a, b, x, lower, upper float64 }{
		{0.5, 0.5, 0.005, 0.045053413644412104, 0.9549465863555879},
		{0.5, 20.5, 0.25, 0.99935985461316392, 0.00064014538683608122},
		{2, 3, 0.9375, 0.9990692138671875, 0.0009307861328125},
		{7, 4, 0.0009765625, 1.0138361789349627e-19, 1.0},
		{81, 183, 0.25, 0.019477815925113219, 0.98052218407488678},
		{81.5, 182.5, 0.375, 0.98840328284419967, 0.011596717155800325},
		{1000, 5000, 0.0703125, 1.1850373242842409e-139, 1.0},
		{1000, 5000, 0.16796875, 0.60939979013424416, 0.39060020986575584},
		{10000, 10000, 0.4921875, 0.013558968922358902, 0.9864410310776411},
		{9999.5, 10000.25, 0.5, 0.50211575832254227, 0.49788424167745773},
		{10000.5, 10000.25, 0.5, 0.49929476191884861, 0.50070523808115139},
		{100000, 300000, 0.25, 0.50024278863567285, 0.49975721136432715},
		{100000, 300000, 0.2421875, 7.2829045227142842e-31, 1.0},
		{1000000, 1000000, 0.5, 0.5, 0.5},
		{1000000, 1000000, 0.498046875, 1.6540833839271587e-8, 0.99999998345916616},
		{0.5, 1000000, 7.62939453125e-06, 0.99990626316947613, 9.3736830523868457e-5},
		{20, 1000000000, 2.9802322387695312e-08, 0.9762937788009796, 0.023706221199020405},
		{1, 1000000000, 8.673617379884035e-19, 8.6736173761224536e-10, 0.99999999913263826},
		{500000000, 500000000, 0.49993896484375, 5.6646610627804441e-5, 0.9999433533893722},
		{1000000000, 3, 0.9999999962747097, 0.28117800589263933, 0.71882199410736067},
		{0.001, 0.001, 0.25, 0.499451507519294, 0.500548492480706},
		{0.001, 100000, 9.5367431640625e-07, 0.99813506129736855, 0.0018649387026314532},
	} {
		lower, upper := BetaTails(c.a, c.b, c.x, 1-c.x)
		epsilon := 2e-14 + 2e-16*math.Sqrt(c.a+c.b) - 5e-16*math.Log(min(c.lower, c.upper))
		within(t, c.lower, lower, epsilon, c.a, c.b, c.x)
		within(t, c.upper, upper, epsilon, c.a, c.b, c.x)
		upper, lower = BetaTails(c.b, c.a, 1-c.x, c.x)
		within(t, c.lower, lower, epsilon, c.a, c.b, c.x)
		within(t, c.upper, upper, epsilon, c.a, c.b, c.x)
	}
}

func TestBetaTailsAtTheirEdges(t *testing.T) {
	for _, c := range []struct{ a, b, x, y, lower, upper float64 }{
		{2, 3, 0, 1, 0, 1}, {2, 3, 1, 0, 1, 0}, {1e9, 1e9, 1e-9, 1, 0, 1}, {1e9, 1e9, 1, 1e-9, 1, 0},
	} {
		lower, upper := BetaTails(c.a, c.b, c.x, c.y)
		assert.Equal(t, []float64{c.lower, c.upper}, []float64{lower, upper}, "%+v", c)
	}
	for _, c := range [][4]float64{{0, 1, 0.5, 0.5}, {1, -1, 0.5, 0.5}, {1, 1, -1, 2}, {math.NaN(), 1, 0.5, 0.5}, {1, 1, math.NaN(), 0}} {
		lower, upper := BetaTails(c[0], c[1], c[2], c[3])
		assert.True(t, math.IsNaN(lower) && math.IsNaN(upper), "%v", c)
	}
}

// Of whole a and b the tail is a sum of binomial probabilities.
func TestBetaTailsAreSumsOfBinomialProbabilities(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := 1 + r.IntN(40)
		k, p := 1+r.IntN(n), r.Float64()
		lower, upper := BetaTails(float64(k), float64(n-k+1), p, 1-p)
		var below, from float64
		choose := 1.0
		for j := range n + 1 {
			if term := choose * math.Pow(p, float64(j)) * math.Pow(1-p, float64(n-j)); j < k {
				below += term
			} else {
				from += term
			}
			choose *= float64(n-j) / float64(j+1)
		}
		within(t, from, lower, 1e-13, float64(k), float64(n), p)
		within(t, below, upper, 1e-13, float64(k), float64(n), p)
	}
}

func TestTheFractionAndTheIntegralOfTheBetaTailAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		a, b := math.Exp(5+14*r.Float64()), math.Exp(5+14*r.Float64())
		x := a / (a + b) * math.Pow(r.Float64(), 5)
		within(t, 1/betaFraction(a, b, x, 1-x), betaIntegral(a, b, x, 1-x), 1e-13, a, b, x)
	}
}

// betaIntegral returns what x^a·y^b / B(a, b) is multiplied with, in another
// way: the integral over the log odds below those of x, by which the density
// falls steadily.
//
// Source: the double exponential rule of H. Takahasi and M. Mori, Double
// exponential formulas for numerical integration, Publications of RIMS 9 (1974)
// 721–741, in its form for integrands that decay by themselves.
func betaIntegral(a, b, x, y float64) float64 {
	const step = 1.0 / 12
	slope := max(0, float64(a*y)-float64(b*x))
	scale := 1 / (slope + math.Sqrt(float64((a+b)*float64(x*y))))
	sum := 0.0
	for i := -44; i < 80; i++ {
		v := float64(i) * step
		fall := math.Exp(-v)
		u := scale * math.Exp(v-fall)
		height := math.Exp(-float64(slope*u) - float64((a+b)*bend(x, y, u)))
		sum += height * u * (1 + fall)
		if i > 0 && height == 0 {
			break
		}
	}
	return sum * step
}

// bend returns ln(y + x·e^−u) + x·u, which is x·y·u²/2 where u is small.
func bend(x, y, u float64) float64 {
	if x > 0.5 { // the same from the other end
		x, u = y, -u
	}
	w := float64(x * math.Expm1(-u))
	if math.Abs(u) > 0.1 {
		return math.Log1p(w) + float64(x*u)
	}
	return log1pLess(w) + float64(x*expm1Less(-u))
}

// log1pLess returns ln(1+w) − w, for |w| up to 0.1.
func log1pLess(w float64) float64 {
	v := w / (2 + w) // ln(1+w) = 2·atanh(v)
	vv := float64(v * v)
	return float64(v * (2*vv*series(vv, 1./3, 1./5, 1./7, 1./9, 1./11, 1./13) - w))
}

// expm1Less returns e^u − 1 − u, for |u| up to 0.1.
func expm1Less(u float64) float64 {
	return float64(u*u) * series(u, 1./2, 1./6, 1./24, 1./120, 1./720, 1./5040, 1./40320, 1./362880, 1./3628800)
}

// Computed with 60 digits by bisection.
func TestBetaQuantile(t *testing.T) {
	for _, c := range []struct{ a, b, p, x, y float64 }{
		{0.5, 0.5, 0.025, 0.0015413331334360121, 0.99845866686656399},
		{7, 4, 0.025, 0.34754714994000271, 0.65245285005999729},
		{7, 4, 0.875, 0.79767791478323544, 0.20232208521676456},
		{81, 183, 0.025, 0.25273674558527116, 0.74726325441472884},
		{0.5, 29.5, 1e-09, 2.6850238699387453e-20, 1.0},
		{1, 1000000, 0.025, 2.5317807663794179e-8, 0.99999997468219234},
		{3, 2, 1e-200, 1.3572088082974533e-67, 1.0},
		{1000000, 1000000, 0.025, 0.49930704833394945, 0.50069295166605055},
		{20, 1000000000, 0.025, 1.2216519394725336e-8, 0.99999998778348061},
		{300, 200, 0.5, 0.6001334372858839, 0.3998665627141161},
		{10000, 90000, 1e-30, 0.089472769955065193, 0.91052723004493481},
	} {
		x, y := BetaQuantile(c.a, c.b, c.p)
		within(t, c.x, x, 3e-14, c.a, c.b, c.p)
		within(t, c.y, y, 3e-14, c.a, c.b, c.p)
	}
	x, y := BetaQuantile(2, 3, 0)
	assert.Equal(t, []float64{0, 1}, []float64{x, y})
	x, y = BetaQuantile(2, 3, 1)
	assert.Equal(t, []float64{1, 0}, []float64{x, y})
	for _, c := range [][3]float64{{0, 1, 0.5}, {1, 0, 0.5}, {1, 1, -0.1}, {1, 1, 1.1}, {1, 1, math.NaN()}} {
		x, y := BetaQuantile(c[0], c[1], c[2])
		assert.True(t, math.IsNaN(x) && math.IsNaN(y), "%v", c)
	}
}

func TestBetaQuantileUndoesBetaTails(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		a, b := math.Exp(25*r.Float64()-3), math.Exp(25*r.Float64()-3)
		p := math.Exp(-40 * r.Float64() * r.Float64())
		x, y := BetaQuantile(a, b, p)
		if x < 1e-290 || y < 1e-290 {
			continue // where a tail is as flat as a line
		}
		lower, upper := BetaTails(a, b, x, y)
		epsilon := 1e-13 + 1e-14*math.Sqrt(a+b)
		within(t, p, lower, epsilon, a, b, p)
		within(t, 1-p, upper, epsilon+1e-15/(1-p), a, b, p)
	}
}

func BenchmarkBetaQuantile(b *testing.B) {
	for name, n := range map[string]float64{"1e2": 1e2, "1e4": 1e4, "1e9": 1e9} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				BetaQuantile(0.3*n, 0.7*n, 0.025)
			}
		})
	}
}

// Beyond the mean of a lopsided distribution Newton's step from the right leads
// to where the tail has its last bits, and the step from there anywhere.
func TestBetaQuantileComesBackFromWhereTheTailVanishes(t *testing.T) {
	for _, c := range []struct{ a, b float64 }{
		{99_999, 2}, {1e6, 2}, {1e6, 3}, {1e4, 1.5}, {1e6, 0.5}, {3e7, 1.25}, {1e9, 2}, {1e15, 2},
	} {
		for i := range 2000 {
			p := 0.5 * math.Exp(-0.01*float64(i))
			x, y := BetaQuantile(c.a, c.b, p)
			lower, _ := BetaTails(c.a, c.b, x, y)
			within(t, p, lower, 1e-11, c.a, c.b, p)
			y, x = BetaQuantile(c.b, c.a, 1-p)
			if p > 1e-12 {
				lower, _ = BetaTails(c.a, c.b, x, y)
				within(t, p, lower, 1e-16/p+1e-11, c.a, c.b, p)
			}
		}
	}
}
