package clv

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// Where implementations were found to fail: the keys name the issues and pull
// requests of lifetimes, of which that of 206 states its parameters in full.
func TestBGNBDPredictsWhereOthersFail(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.extreme")[0].Read(t, &want)
	printed := must(t, BGNBD, 0.243, 4.414, 0.793, 2.426)
	issue302 := must(t, BGNBD, 0.11, 2.24, 0.31, 0.5)
	issue206 := must(t, BGNBD, 0.5458741247391189, 13.409316394557274, 0.0009994943799344323, 0.03899022143378801)
	issue332 := must(t, BGNBD, 0.10, 50.16, 0.40, 0.81)
	one := History{Frequency: 2, Recency: 30.43, T: 38.86}
	checks := map[string]func() (float64, error){
		"bg #302 (integral)": func() (float64, error) { return issue302.Conditional(History{T: 1}, 30) },
		"bg #302 r=.11 al=2.24 a=.31 b=.5 t=30 x=0 tx=0 T=1 (eq10)": func() (float64, error) {
			return issue302.Conditional(History{T: 1}, 30)
		},
		"bg #332 cet t=1": func() (float64, error) {
			return issue332.Conditional(History{Frequency: 400, Recency: 10, T: 2000}, 1)
		},
		"bg #332 r=.10 al=50.16 a=.40 b=.81 x=400 tx=10 T=2000 palive": func() (float64, error) {
			return issue332.Alive(History{Frequency: 400, Recency: 10, T: 2000})
		},
		"bg PR206 x=0 tx=0 T=10 t=10": func() (float64, error) { return issue206.Conditional(History{T: 10}, 10) },
		"bg PR206 x=1 tx=5 T=10 t=10": func() (float64, error) {
			return issue206.Conditional(History{Frequency: 1, Recency: 5, T: 10}, 10)
		},
		"bg T=0 x=0 cet t=10 FHL": func() (float64, error) { return printed.Conditional(History{}, 10) },
		"bg a=1 exactly r=.243 al=4.414 b=2.426 t=39 x=2 tx=30.43 T=38.86 (integral)": func() (float64, error) {
			return must(t, BGNBD, 0.243, 4.414, 1, 2.426).Conditional(one, 39)
		},
		"bg a=1+1e-12 same": func() (float64, error) {
			return must(t, BGNBD, 0.243, 4.414, 1+1e-12, 2.426).Conditional(one, 39)
		},
		"bg palive x=1000 tx=100 T=364": func() (float64, error) {
			return printed.Alive(History{Frequency: 1000, Recency: 100, T: 364})
		},
		"bg x=1000 tx=360 T=364 t=52 FHL": func() (float64, error) {
			return printed.Conditional(History{Frequency: 1000, Recency: 360, T: 364}, 52)
		},
		"bg x=5000 tx=364.9 T=365 t=30 FHL": func() (float64, error) {
			return printed.Conditional(History{Frequency: 5000, Recency: 364.9, T: 365}, 30)
		},
	}
	for key, value := range want {
		if !strings.HasPrefix(key, "bg ") {
			continue
		}
		check, known := checks[key]
		if assert.True(t, known, "no check of %q", key) {
			v, err := check()
			close50(t, value, v, err, key)
		}
	}
}
