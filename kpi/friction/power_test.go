package friction

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A bug that turns away three in five at one step, on one device, for three
// weeks, is found in seven logs of eight and more, in its place; so is one that turns
// away half of everybody for three weeks. Nothing else of a period is found in
// more than one.
func TestAPlantedBugIsFound(t *testing.T) {
	const logs = 8
	for _, test := range []struct {
		name       string
		bug        bug
		touchpoint string
	}{
		{"on mobile, from the address to the payment", bug{3, 60, 80, "mobile", 0.4}, "Address"},
		{"everywhere, from the payment to the order", bug{4, 100, 120, "", 0.5}, "Payment"},
	} {
		t.Run(test.name, func(t *testing.T) {
			hit, others := 0, 0
			for seed := range logs {
				r, err := Find(marketMap(), market{customers: 2000, seed: uint64(seed), differ: 0.7, bug: &test.bug}.log(), nil)
				require.NoError(t, err)
				for _, f := range r.Frictions {
					if isBug(f, test.bug, test.touchpoint) {
						hit++
					} else if f.Period != (Period{}) {
						others++
					}
				}
			}
			t.Logf("%d of %d, and %d others", hit, logs, others)
			assert.GreaterOrEqual(t, hit, logs-1)
			assert.LessOrEqual(t, others, 1)
		})
	}
}

// isBug reports whether a finding is a planted bug: in its place, of its device,
// and on most of its days.
func isBug(f Found, b bug, touchpoint string) bool {
	device := Segment{}
	if b.device != "" {
		device = Segment{"device", b.device}
	}
	both := min(f.Period.LastDay, b.to) - max(f.Period.FirstDay, b.from) + 1
	either := max(f.Period.LastDay, b.to) - min(f.Period.FirstDay, b.from) + 1
	return f.Kind == DropOff && f.Touchpoint == touchpoint && f.Segment == device && both*2 >= either
}
