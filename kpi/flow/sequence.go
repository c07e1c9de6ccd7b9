package flow

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Entropy returns how evenly a path is spread over nodes, of which there are
// alphabet different ones anywhere: Shannon's entropy of the shares of the
// nodes over its greatest value, in [0, 1]. It is 0 for a path of one node and
// with an alphabet of one. Source: C. E. Shannon, A mathematical theory of
// communication, Bell System Technical Journal 27 (1948) 379–423.
func Entropy(path []string, alphabet int) float64 {
	if alphabet < 2 {
		return 0
	}
	counts := make(map[string]int)
	for _, node := range path {
		counts[node]++
	}
	if len(counts) < 2 {
		return 0
	}
	var sum stat.Sum
	for _, n := range counts {
		p := float64(n) / float64(len(path))
		sum.Add(-float64(p * math.Log(p)))
	}
	return stat.Tidy(min(1, sum.Float64()/math.Log(float64(alphabet))))
}

// Complexity returns the index of complexity of a path: the geometric mean of
// how often it changes node, of how often it could, and its [Entropy]; in [0,
// 1]. It is 0 for a path of fewer than two steps. Source: A. Gabadinho, G.
// Ritschard, M. Studer and N. S. Müller, Indice de complexité pour le tri et la
// comparaison de séquences catégorielles, RNTI E-19 (2010) 61–66.
func Complexity(path []string, alphabet int) float64 {
	if len(path) < 2 {
		return 0
	}
	changes := float64(len(spells(path))-1) / float64(len(path)-1)
	return stat.Tidy(math.Sqrt(changes * Entropy(path, alphabet)))
}

// Turbulence returns the turbulence of a path: the binary logarithm of the
// number of different subsequences of its distinct successive nodes, which
// grows as the times spent in them are alike. It is 1 for a path of one node and
// 0 for none. Source: C. H. Elzinga and A. C. Liefbroer, De-standardization of
// family-life trajectories of young adults, European Journal of Population 23
// (2007) 225–250, as in TraMineR 2.2.
func Turbulence(path []string) float64 {
	if len(path) == 0 {
		return 0
	}
	lengths := spells(path)
	n := float64(len(lengths))
	mean := float64(len(path)) / n
	variance := 0.0
	for _, l := range lengths {
		variance += float64((float64(l) - mean) * (float64(l) - mean) / n)
	}
	most := float64((n - 1) * float64((1-mean)*(1-mean)))
	return stat.Tidy(log2Subsequences(path) + math.Log2((most+1)/(variance+1)))
}

// spells returns the lengths of the runs of one node.
func spells(path []string) (lengths []int) {
	for i, node := range path {
		if i > 0 && path[i-1] == node {
			lengths[len(lengths)-1]++
		} else {
			lengths = append(lengths, 1)
		}
	}
	return lengths
}

// log2Subsequences returns the binary logarithm of the number of different
// subsequences of the distinct successive nodes of a path, the empty one too.
// It doubles with each node, less what the node's last place had given already.
func log2Subsequences(path []string) float64 {
	const large = 1 << 500
	number, exponent := 1.0, 0
	before := make(map[string]float64) // the number before the last place of a node
	for i, node := range path {
		if i > 0 && path[i-1] == node {
			continue
		}
		number, before[node] = 2*number-before[node], number
		if number > large {
			number = math.Ldexp(number, -500)
			exponent += 500
			for k, v := range before {
				before[k] = math.Ldexp(v, -500)
			}
		}
	}
	return math.Log2(number) + float64(exponent)
}

// Distance returns what it costs at least to turn path a into path b by putting
// nodes in, taking nodes out (indel each), and replacing nodes (substitution
// each): optimal matching. Costs are finite and not negative, or the error is a
// *[field.Error]. It takes time and memory of len(a) times len(b), and of
// len(b). Source: V. I. Levenshtein, Binary codes capable of correcting
// deletions, insertions, and reversals, Soviet Physics Doklady 10 (1966)
// 707–710; A. Abbott and J. Forrest, Optimal matching methods for historical
// sequences, Journal of Interdisciplinary History 16 (1986) 471–494.
func Distance(a, b []string, indel, substitution float64) (float64, error) {
	for _, cost := range []struct {
		path string
		of   float64
	}{{"indel", indel}, {"substitution", substitution}} {
		if !(cost.of >= 0 && cost.of <= 1e9) {
			return 0, &field.Error{Path: cost.path, Err: fmt.Errorf("%w: want a value from 0 to 1e9", field.ErrRange)}
		}
	}
	row := make([]float64, len(b)+1) // the distances from a beginning of a to those of b
	for j := range row {
		row[j] = float64(j) * indel
	}
	for i := range a {
		corner := row[0]
		row[0] = float64(i+1) * indel
		for j := range b {
			replaced := corner
			if a[i] != b[j] {
				replaced += substitution
			}
			corner = row[j+1]
			row[j+1] = min(replaced, row[j]+indel, row[j+1]+indel)
		}
	}
	return row[len(b)], nil
}

// Hamming returns at how many steps two paths are at different nodes, and
// whether they are as long as one another, without which there is no such
// number. Source: R. W. Hamming, Error detecting and error correcting codes,
// Bell System Technical Journal 29 (1950) 147–160.
func Hamming(a, b []string) (n int, ok bool) {
	if len(a) != len(b) {
		return 0, false
	}
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n, true
}
