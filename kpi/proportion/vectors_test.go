package proportion

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Each case of binomials and of two proportions, by its id, which names its
// source. A case without a check fails, and so does a number in a case.
func TestPublishedAndComputedNumbers(t *testing.T) {
	for _, c := range sharedtest.Numbers(t, "binom95.", "newcombe1998.", "twoprop95.", "sample_size") {
		t.Run(c.ID, func(t *testing.T) {
			switch kind, of, _ := strings.Cut(c.ID, "."); kind {
			case "binom95": // 1e-10: SciPy
				expected := map[string]*[2]float64{}
				c.Read(t, &expected)
				checkIntervals(t, of, expected, 1e-10)
			case "newcombe1998": // 4 digits: Newcombe (1998), table I
				expected := map[string]map[string]*[2]float64{}
				c.Read(t, &expected)
				require.Len(t, expected, 4)
				for of, intervals := range expected {
					checkIntervals(t, of, intervals, 5e-5)
				}
			case "twoprop95": // 1e-9: SciPy; 1e-8: the scores of the R package ratesci
				expected := map[string]json.RawMessage{}
				c.Read(t, &expected)
				checkTwo(t, of, expected)
			case "sample_size": // 1e-9: closed form
				expected := map[string]float64{}
				c.Read(t, &expected)
				require.Len(t, expected, 2)
				for name, method := range map[string]Method{"p1=.05,p2=.06,alpha=.05,power=.8,unpooled_normal": Unpooled, "pooled(Fleiss no cc)": Pooled} {
					size, err := SampleSize(0.05, 0.06, &SizeOptions{Method: method})
					require.NoError(t, err)
					assert.InDelta(t, expected[name], size.Exact, 1e-8) // 12 digits of 8,155
					assert.InEpsilon(t, expected[name], size.Exact, 1e-9)
					assert.Equal(t, int(math.Ceil(expected[name])), size.N)
				}
			default:
				t.Fatal("no check of this case")
			}
		})
	}
}

var methods = map[string]Method{
	"wilson": Wilson, "wilson_cc": WilsonCorrected, "clopper_pearson": ClopperPearson, "mid_p": MidP,
	"jeffreys": JeffreysEqualTailed, "jeffreys_bcd": Jeffreys, "agresti_coull": AgrestiCoull, "lr": LikelihoodRatio, "wald": Wald,
}

func checkIntervals(t *testing.T, of string, expected map[string]*[2]float64, tolerance float64) {
	t.Helper()
	var k, n int
	_, err := fmt.Sscanf(of, "%d/%d", &k, &n)
	require.NoError(t, err)
	for name, want := range expected {
		method, known := methods[name]
		require.True(t, known, "no check of %s", name)
		m, err := Interval(k, n, &Options{Method: method})
		require.NoError(t, err)
		if want == nil { // SciPy found none; it must lie within the exact one
			exact, err := Interval(k, n, &Options{Method: ClopperPearson})
			require.NoError(t, err)
			assert.True(t, exact.Lo < m.Lo && m.Hi < exact.Hi && m.Lo < m.Value && m.Value < m.Hi, name)
			continue
		}
		if method == Wald { // the case has it as the formula says, ours ends at 0 and 1
			whole := wald(m.Value, float64(n), stat.NormalQuantile(0.975))
			assert.InDelta(t, want[0], whole[0], tolerance, name)
			assert.InDelta(t, want[1], whole[1], tolerance, name)
			want = &[2]float64{max(0, want[0]), min(1, want[1])}
		}
		assert.InDelta(t, want[0], m.Lo, tolerance, name)
		assert.InDelta(t, want[1], m.Hi, tolerance, name)
	}
}

func checkTwo(t *testing.T, of string, expected map[string]json.RawMessage) {
	var a, b Group
	_, err := fmt.Sscanf(of, "%d/%d-%d/%d", &a.K, &a.N, &b.K, &b.N)
	require.NoError(t, err)
	a.Name, b.Name = "a", "b"
	for name, raw := range expected {
		switch method, tolerance := methodOf(name); {
		case strings.HasSuffix(name, "_RR"), strings.HasSuffix(name, "_OR"):
			checkRatio(t, name, raw, ratioOf(t, name, a, b, method))
		case method != "":
			var want [2]float64
			require.NoError(t, json.Unmarshal(raw, &want))
			d, err := Difference(a, b, &Options{Method: method})
			require.NoError(t, err)
			assert.InDelta(t, want[0], d.Lo, tolerance, name)
			assert.InDelta(t, want[1], d.Hi, tolerance, name)
		default:
			checkTest(t, name, raw, a, b)
		}
	}
}

// ratioOf returns what a case calls by that name. Of odds ratios, ratesci takes
// Gart's bias off unless it is told ORbias = FALSE, and the cases were computed
// without telling it so: what they call MN is [Gart] here, and what they call
// Mee is the same without N/(N−1), which has no name. Without that correction,
// as Miettinen and Nurminen (1985) have it, the bounds of 56/70 and 48/80 are
// others: TestTheScoreIntervalHoldsWhatTheTestDoesNotRefuse.
func ratioOf(t *testing.T, name string, a, b Group, method Method) Ratio {
	t.Helper()
	opt := &Options{Method: method}
	var r Ratio
	var err error
	switch name {
	case "MN_RR", "Mee_RR":
		r, err = RelativeRisk(a, b, opt)
	case "MN_OR":
		r, err = OddsRatio(a, b, &Options{Method: Gart})
	case "Mee_OR":
		if r, err = OddsRatio(a, b, opt); err == nil {
			r = newScore(a, b, Mee, 0.95).bounded(r, r.Lo == 0, score.gartGap)
		}
	default:
		t.Fatalf("no check of %s", name)
	}
	require.NoError(t, err)
	return r
}

func methodOf(name string) (Method, float64) {
	switch {
	case strings.HasPrefix(name, "MN_"):
		return MiettinenNurminen, 1e-8
	case strings.HasPrefix(name, "Mee_"):
		return Mee, 1e-8
	case name == "newcombe_score":
		return Newcombe, 1e-9
	case name == "agresti_caffo":
		return AgrestiCaffo, 1e-9
	case name == "wald":
		return Wald, 1e-9
	}
	return "", 0
}

func checkRatio(t *testing.T, name string, raw json.RawMessage, r Ratio) {
	t.Helper()
	var want [2]any
	require.NoError(t, json.Unmarshal(raw, &want))
	assert.InDelta(t, want[0], r.Lo, 1e-8, name)
	if want[1] == "Inf" {
		assert.True(t, r.Open, name)
		assert.Zero(t, r.Hi, name)
		return
	}
	assert.InDelta(t, want[1], r.Hi, 1e-8, name)
	assert.False(t, r.Open, name)
}

// Where nobody did, a null stands for z and p: here they are 0 and 1.
func checkTest(t *testing.T, name string, raw json.RawMessage, a, b Group) {
	t.Helper()
	pair := func(test Test) Pair {
		c, err := Compare([]Group{a, b}, &CompareOptions{Test: test})
		require.NoError(t, err)
		return c.Pairs[0]
	}
	var got, of0 float64
	switch name {
	case "diff":
		got = pair(ZTest).Difference.Value
	case "z_pooled":
		got = pair(ZTest).Z
	case "p_two_sided":
		got, of0 = pair(ZTest).P, 1
	case "chi2_yates":
		got = pair(YatesTest).Z * pair(YatesTest).Z
	case "p_yates":
		got = pair(YatesTest).P
	case "fisher_p":
		got = pair(FisherTest).P
	default:
		t.Errorf("no check of %s", name)
	}
	want := &of0
	require.NoError(t, json.Unmarshal(raw, &want))
	if want == nil {
		want = &of0
	}
	assert.InDelta(t, *want, got, 1e-9, name)
}
