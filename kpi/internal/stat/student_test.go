package stat

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The tail beyond a quantile is what the quantile leaves, and that beyond the
// median is one half.
func TestStudentTailIsWhatTheQuantileLeaves(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 30, 1000} {
		for _, p := range []float64{0.6, 0.95, 0.995} {
			x := StudentQuantile(p, n)
			assert.InDelta(t, 1-p, StudentTail(x, n), 1e-12, "n = %d", n)
			assert.InDelta(t, p, StudentTail(-x, n), 1e-12, "n = %d", n)
		}
		assert.InDelta(t, 0.5, StudentTail(0, n), 1e-15)
	}
	assert.InDelta(t, 0.024997895, StudentTail(1.96, 5000), 1e-9) // that of a normal variable
}
