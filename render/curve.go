package render

import "github.com/parcours-go/parcours/render/scene"

// curve returns a smooth line through points that stand at equal distances
// from left to right. It is a monotone piecewise cubic (Fritsch and Carlson,
// Monotone Piecewise Cubic Interpolation, SIAM Journal on Numerical Analysis
// 17, 1980): between two points it never leaves the range of their heights, so
// that it shows no score that nobody gave. The slope at a point is the
// harmonic mean of those on its two sides (Fritsch and Butland, SIAM Journal
// on Scientific and Statistical Computing 5, 1984), and flat where it turns.
//
// It is made of whole numbers, and so the same everywhere.
func curve(points []scene.Point) *scene.Path {
	p := &scene.Path{}
	if len(points) == 0 {
		return p
	}
	rise := rises(points)
	p.MoveTo(points[0].X, points[0].Y)
	for i := range points[1:] {
		a, b := points[i], points[i+1]
		third := (b.X - a.X) / 3
		p.CurveTo(a.X+third, a.Y+scene.Px(rise[i]/3), b.X-third, b.Y-scene.Px(rise[i+1]/3), b.X, b.Y)
	}
	return p
}

// rises returns the slope at each point, times the distance between two.
func rises(points []scene.Point) []int64 {
	n := len(points)
	rise := make([]int64, n)
	if n < 2 {
		return rise
	}
	step := func(i int) int64 { return int64(points[i+1].Y - points[i].Y) }
	for i := 1; i < n-1; i++ {
		before, after := step(i-1), step(i)
		if before > 0 && after > 0 || before < 0 && after < 0 {
			rise[i] = 2 * before * after / (before + after)
		}
	}
	// At the ends, the slope of the parabola that goes on from the next point.
	rise[0] = (3*step(0) - rise[1]) / 2
	rise[n-1] = (3*step(n-2) - rise[n-2]) / 2
	if n == 2 {
		rise[0], rise[1] = step(0), step(0)
	}
	return rise
}
