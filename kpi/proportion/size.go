package proportion

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// SizeOptions says how sure a test must be. The zero value, like a nil pointer,
// asks for the level 0.95 and the power 0.8.
type SizeOptions struct {
	// Level is 1 − α of a two-sided test: how probable it is to find nothing
	// where there is nothing, from 0.5 to 0.999999. 0 means 0.95.
	Level float64 `json:"level,omitempty"`

	// Power is how probable it is to find the difference if there is one, from
	// 0.5 to 0.999999. 0 means 0.8.
	Power float64 `json:"power,omitempty"`

	// Method is [Pooled] or [Unpooled]. "" means Pooled.
	Method Method `json:"method,omitempty"`

	// Corrected adds what the [YatesTest] and the [FisherTest] need more: J. T.
	// Casagrande, M. C. Pike and P. G. Smith, An improved approximate formula for
	// calculating sample sizes for comparing two binomial distributions,
	// Biometrics 34 (1978) 483–486, as in Fleiss, Levin and Paik (2003), 4.14.
	Corrected bool `json:"corrected,omitempty"`
}

// The methods for the size of two groups.
const (
	// Pooled is for the [ZTest]: under the hypothesis of one share the variance
	// is that of the mean of the two. J. L. Fleiss, B. Levin and M. C. Paik,
	// Statistical methods for rates and proportions, 3rd edition (2003), 4.11.
	Pooled Method = "pooled"

	// Unpooled takes the variance of the two shares for both hypotheses.
	Unpooled Method = "unpooled"
)

// A Size is how many customers are needed.
type Size struct {
	N     int     `json:"n"`     // at least 1
	Exact float64 `json:"exact"` // before it is rounded up
}

// SampleSize returns how many customers each of two groups of equal size needs
// for a two-sided test to find the difference between the shares p1 and p2. It
// is a normal approximation.
//
// Shares outside of 0 to 1, shares that are the same or so near that more than
// 2⁵³ customers were needed, and options that are not valid are a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func SampleSize(p1, p2 float64, opt *SizeOptions) (Size, error) {
	var o SizeOptions
	if opt != nil {
		o = *opt
	}
	level, method, err := (&Options{o.Level, o.Method}).settled(Pooled, Unpooled)
	power := o.Power
	if power == 0 {
		power = 0.8
	}
	if !(power >= 0.5 && power <= 0.999999) {
		err = errors.Join(err, figure.OutOfRange("options.power", "want 0.5 to 0.999999, got %v", power))
	}
	if err = errors.Join(err, share("p1", p1), share("p2", p2)); err != nil {
		return Size{}, fmt.Errorf("proportion: %w", err)
	}
	n := perGroup(p1, p2, stat.NormalQuantile(0.5+level/2), stat.NormalQuantile(power), method)
	if o.Corrected {
		n = corrected(n, math.Abs(p1-p2))
	}
	return size(n, "p2", "want another share than p1, and not so near")
}

func share(path string, p float64) error {
	if !(p >= 0 && p <= 1) {
		return figure.OutOfRange(path, "want 0 to 1, got %v", p)
	}
	return nil
}

func perGroup(p1, p2, z, zPower float64, method Method) float64 {
	own := float64(p1*(1-p1)) + float64(p2*(1-p2))
	mean := (p1 + p2) / 2
	common := own
	if method == Pooled {
		common = 2 * mean * (1 - mean)
	}
	root := (float64(z*math.Sqrt(common)) + float64(zPower*math.Sqrt(own))) / (p1 - p2)
	return float64(root * root)
}

func corrected(n, difference float64) float64 {
	root := (math.Sqrt(n) + math.Sqrt(n+4/difference)) / 2
	return root * root
}

// size rounds up. What is no number of customers is a mistake at path.
func size(exact float64, path, want string) (Size, error) {
	const most = min(1<<53, math.MaxInt)
	if !(exact <= most) {
		return Size{}, fmt.Errorf("proportion: %w", figure.OutOfRange(path, "%s", want))
	}
	exact = stat.Tidy(max(0, exact))
	return Size{N: max(1, int(math.Ceil(exact))), Exact: exact}, nil
}

// SizeForHalfWidth returns how many customers it takes to know a share that is
// about p with an interval of the half width, which is above 0 and at most 0.5.
//
// The method is [Wilson] unless the options name [Wald], of which Fleiss, Levin
// and Paik (2003), 2.7, have the formula; that for Wilson solves the width of
// his interval for n. Take 0.5 for a p of which nothing is known: it needs most.
//
// A p outside of 0 to 1, a half width for which more than 2⁵³ customers were
// needed, and options that are not valid are a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func SizeForHalfWidth(p, halfWidth float64, opt *Options) (Size, error) {
	level, method, err := opt.settled(Wilson, Wald)
	if err = errors.Join(err, share("p", p)); err != nil {
		return Size{}, fmt.Errorf("proportion: %w", err)
	}
	const want = "want a number above 0, not so small, and at most 0.5"
	if !(halfWidth > 0 && halfWidth <= 0.5) {
		return size(math.Inf(1), "half_width", want)
	}
	z := stat.NormalQuantile(0.5 + level/2)
	ratio := float64(z * z * p * (1 - p) / halfWidth / halfWidth)
	if method == Wald {
		return size(ratio, "half_width", want)
	}
	return size(wilsonSize(z, ratio, halfWidth), "half_width", want)
}

// wilsonSize is the larger root of n² + 2bn + c = 0, which Wilson's half width
// becomes when it is squared, with Wald's size in it.
func wilsonSize(z, waldSize, halfWidth float64) float64 {
	zz := float64(z * z)
	b := zz - waldSize/2
	c := float64(float64(zz*zz) * (1 - 1/float64(4*halfWidth*halfWidth)))
	root := math.Sqrt(max(0, float64(b*b)-c))
	if b > 0 {
		return -c / (b + root)
	}
	return root - b
}
