package render

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
)

// heights returns points at equal distances.
func heights(ys ...scene.Px) []scene.Point {
	points := make([]scene.Point, len(ys))
	for i, y := range ys {
		points[i] = scene.Point{X: scene.Px(i) * 21_600, Y: y}
	}
	return points
}

func TestACurveGoesThroughEveryPoint(t *testing.T) {
	points := heights(0, 400, 400, 100, 900)
	p := curve(points)
	require.Len(t, p.Segments, len(points))
	assert.Equal(t, points[0], p.Segments[0].P[0])
	for i, s := range p.Segments[1:] {
		assert.Equal(t, points[i+1], s.P[2])
	}
}

func TestACurveStaysBetweenItsPoints(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		ys := make([]scene.Px, 2+r.IntN(8))
		for i := range ys {
			ys[i] = scene.Px(r.IntN(5)) * 3800
			if r.IntN(2) == 0 {
				ys[i] = scene.Px(r.IntN(15_200))
			}
		}
		checkMonotone(t, heights(ys...))
	}
}

// The series in which splines of other kinds leave the scale: Catmull-Rom by
// 0.21, cardinal by 0.30, natural by 0.66 of a step.
func TestACurveStaysInTheScaleWhereOthersDoNot(t *testing.T) {
	for _, scores := range [][]scene.Px{{5, 5, 1, 5, 5}, {5, 3, 1, 5, 3}, {1, 1, 1, 5, 5, 5}, {1, 5, 1, 5}} {
		for i := range scores {
			scores[i] = (5 - scores[i]) * plotLevel
		}
		checkMonotone(t, heights(scores...))
	}
}

// checkMonotone walks along the curve: between two points it goes from one to
// the other and never back.
func checkMonotone(t *testing.T, points []scene.Point) {
	t.Helper()
	p := curve(points)
	for i, s := range p.Segments[1:] {
		a, b := points[i], points[i+1]
		last, sign := float64(a.Y), float64(1)
		if b.Y < a.Y {
			sign = -1
		}
		for step := 1; step <= 32; step++ {
			y := bezier(a.Y, s.P[0].Y, s.P[1].Y, b.Y, float64(step)/32)
			require.GreaterOrEqual(t, sign*(y-last), -1.5, "%v", points) // of a hundredth of a pixel
			last = y
		}
		require.True(t, a.X < s.P[0].X && s.P[0].X < s.P[1].X && s.P[1].X < b.X)
	}
}

func bezier(a, b, c, d scene.Px, t float64) float64 {
	u := 1 - t
	return u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(c) + t*t*t*float64(d)
}

func TestACurveIsFlatWhereItTurns(t *testing.T) {
	p := curve(heights(0, 900, 300))
	assert.Equal(t, scene.Px(900), p.Segments[1].P[1].Y)
	assert.Equal(t, scene.Px(900), p.Segments[2].P[0].Y)
}

func TestFewPointsMakeALineAPointOrNothing(t *testing.T) {
	assert.Empty(t, curve(nil).Segments)
	assert.Len(t, curve(heights(5)).Segments, 1)
	two := curve(heights(0, 300))
	assert.Equal(t, []scene.Px{100, 200, 300}, []scene.Px{two.Segments[1].P[0].Y, two.Segments[1].P[1].Y, two.Segments[1].P[2].Y}, "two points make a straight line")
}
