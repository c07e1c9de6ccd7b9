package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Computed with 45 digits from the series of the incomplete beta function and by
// bisection.
func TestStudentWithAPartOfADegree(t *testing.T) {
	for _, c := range []struct {
		n                              float64
		near, far                      float64 // beyond 0.5 and 2.5
		eighty, ninetyFive, ninetyNine float64 // at 0.8, 0.95 and 0.99
	}{
		{1.5, 0.6805671106699400, 0.1698065026146960, 2.19639841756553, 6.01666310442793, 17.8203105144628},
		{2.75, 0.6543158666410374, 0.0953752867599357, 1.67876303164940, 3.35254543306160, 6.39971651673902},
		{17.25, 0.6233932247616716, 0.0227803633627455, 1.33259852523457, 2.10748873742833, 2.89304486910097},
		{333.5, 0.6174048203563695, 0.0128991072038083, 1.28409519045885, 1.96710268773971, 2.59065133699549},
		{2500.25, 0.6171190784940906, 0.0124829263626854, 1.28189025693222, 1.96091324982385, 2.57779714000268},
	} {
		for beyond, want := range map[float64]float64{0.5: c.near, -0.5: c.near, 2.5: c.far, 0: 1} {
			assert.InEpsilon(t, want, studentP(beyond, c.n), 1e-9, "%v of %v", beyond, c.n)
		}
		for level, want := range map[float64]float64{0.8: c.eighty, 0.95: c.ninetyFive, 0.99: c.ninetyNine} {
			assert.InEpsilon(t, want, studentTwoSided(level, c.n), 1e-9, "%v of %v", level, c.n)
		}
	}
}
