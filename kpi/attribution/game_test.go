package attribution

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona/field"
)

// slowShapley lets the players come in every order.
func slowShapley(n int, worth func(uint) float64) []float64 {
	out := make([]float64, n)
	count := 0.0
	var come func(before uint, gains []float64)
	come = func(before uint, gains []float64) {
		if before == 1<<n-1 {
			count++
			for i, g := range gains {
				out[i] += g
			}
			return
		}
		for i := range n {
			if before>>i&1 == 0 {
				gains[i] = worth(before|1<<i) - worth(before)
				come(before|1<<i, gains)
			}
		}
	}
	come(0, make([]float64, n))
	for i := range out {
		out[i] /= count
	}
	return out
}

func TestShapleyIsTheMeanOverAllOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	for n := 1; n <= 6; n++ {
		v := make([]float64, 1<<n)
		for i := range v {
			v[i] = math.Round(100*r.Float64()) - 30
		}
		worth := func(s uint) float64 { return v[s] }
		got, err := ShapleyOf(n, worth)
		require.NoError(t, err)
		assert.InDeltaSlice(t, slowShapley(n, worth), got, 1e-9)
	}
}

// The example of the README of DP6's Marketing Attribution Models: Organic 7,
// Facebook 6, Direct 4, O+F 15, O+D 7, F+D 9, all 19. The values are computed
// exactly.
func TestShapleyOfAPublishedGame(t *testing.T) {
	v := []float64{0, 7, 6, 15, 4, 7, 9, 19}
	got, err := ShapleyOf(3, func(s uint) float64 { return v[s] })
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{23. / 3, 49. / 6, 19. / 6}, got, 1e-11)
}

func TestAGameNeedsAWorth(t *testing.T) {
	_, err := ShapleyOf(2, nil)
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "worth", mistake.Path)
}

// checkRatios has the conversion ratios of sets of channels, and as worth of a
// coalition the sum of those of its subsets.
func checkRatios(t *testing.T, expected json.RawMessage) {
	var want map[string][2]any
	require.NoError(t, json.Unmarshal(expected, &want))
	names := "FGL"
	ratio := map[uint]float64{1: .18, 2: .04, 4: .08, 3: .10, 5: .26, 6: .07, 7: .27}
	got, err := ShapleyOf(3, func(s uint) float64 {
		sum := 0.0
		for of := uint(1); of < 8; of++ {
			if of&^s == 0 {
				sum += ratio[of]
			}
		}
		return sum
	})
	require.NoError(t, err)
	for i, name := range names {
		up, down, _ := strings.Cut(want[string(name)][0].(string), "/")
		a, _ := strconv.ParseFloat(up, 64)
		b, _ := strconv.ParseFloat(down, 64)
		assert.InDelta(t, a/b, got[i], 1e-12)
		assert.InDelta(t, want[string(name)][1], got[i], 1e-12)
	}
}

// The closed form is the value of the game in which a coalition has the
// conversions of the paths that need no other channel.
func TestShapleyOfPathsIsThatOfTheirGame(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range 100 {
		n := 1 + r.IntN(6)
		var paths []Path
		for range 1 + r.IntN(8) {
			p := Path{Conversions: r.IntN(4), Nulls: 1}
			for range 1 + r.IntN(6) {
				p.Channels = append(p.Channels, journey.Channel('a'+rune(r.IntN(n))))
			}
			paths = append(paths, p)
		}
		want, err := ShapleyOf(n, func(s uint) float64 {
			sum := 0
			for _, p := range paths {
				of := uint(0)
				for _, c := range p.Channels {
					of |= 1 << (c[0] - 'a')
				}
				if of&^s == 0 {
					sum += p.Conversions
				}
			}
			return float64(sum)
		})
		require.NoError(t, err)
		got, err := FromPaths(paths, &Options{Models: []Model{Shapley}})
		require.NoError(t, err)
		for _, c := range got.Channels {
			assert.InDelta(t, want[c.Channel[0]-'a'], c.Shapley, 1e-9)
		}
	}
}

func TestGamesThatAreNone(t *testing.T) {
	var mistake *field.Error
	for _, n := range []int{0, 21} {
		_, err := ShapleyOf(n, func(uint) float64 { return 0 })
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, "players", mistake.Path)
	}
	_, err := ShapleyOf(2, func(s uint) float64 { return math.Log(float64(s)) })
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "worth(0)", mistake.Path)
}
