package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The pairs are of table 1 of Sharma, Wu and Dalal (2005).
func TestDifferencesOfColourAreThePublishedOnes(t *testing.T) {
	for _, c := range []struct {
		x, y labColour
		want float64
	}{
		{labColour{50, 2.6772, -79.7751}, labColour{50, 0, -82.7485}, 2.0425},
		{labColour{50, 3.1571, -77.2803}, labColour{50, 0, -82.7485}, 2.8615},
		{labColour{50, -1.3802, -84.2814}, labColour{50, 0, -82.7485}, 1.0000},
		{labColour{50, 0, 0}, labColour{50, -1, 2}, 2.3669},
		{labColour{50, 2.4900, -0.0010}, labColour{50, -2.4900, 0.0009}, 7.1792},
		{labColour{50, 2.4900, -0.0010}, labColour{50, -2.4900, 0.0011}, 7.2195},
		{labColour{50, -0.0010, 2.4900}, labColour{50, 0.0009, -2.4900}, 4.8045},
		{labColour{50, 2.5, 0}, labColour{50, 0, -2.5}, 4.3065},
		{labColour{50, 2.5, 0}, labColour{73, 25, -18}, 27.1492},
		{labColour{50, 2.5, 0}, labColour{61, -5, 29}, 22.8977},
		{labColour{50, 2.5, 0}, labColour{56, -27, -3}, 31.9030},
		{labColour{50, 2.5, 0}, labColour{58, 24, 15}, 19.4535},
		{labColour{60.2574, -34.0099, 36.2677}, labColour{60.4626, -34.1751, 39.4387}, 1.2644},
		{labColour{22.7233, 20.0904, -46.6940}, labColour{23.0331, 14.9730, -42.5619}, 2.0373},
		{labColour{90.8027, -2.0831, 1.4410}, labColour{91.1528, -1.6435, 0.0447}, 1.4441},
		{labColour{2.0776, 0.0795, -1.1350}, labColour{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		assert.InDelta(t, c.want, apart(c.x, c.y), 5e-5, "%v", c.x)
		assert.InDelta(t, c.want, apart(c.y, c.x), 5e-5, "%v", c.x)
	}
}

// Grey is seen as grey by everybody: the rows of the matrices add up to 1.
func TestGreyIsSeenAsGrey(t *testing.T) {
	for name, v := range visions {
		for _, grey := range paintsOf(0x000000, 0x777777, 0xffffff) {
			assert.InDelta(t, 0, apart(visions["normal"].sees(grey), v.sees(grey)), 0.01, "%s: %s", name, grey)
		}
	}
}
