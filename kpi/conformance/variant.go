package conformance

import (
	"cmp"
	"slices"
	"strings"
)

// variants counts the sequences that do not fit the plan. It keeps those that
// come first when the shorter stands before the longer: which these are does not
// depend on the order nor on the parts in which they come, so their counts are
// exact, and the common ones are short. One that was dropped in a part has
// maxVariants before it there, and so in the whole.
type variants struct {
	byKey map[string]*variant
	bound string // the last that is kept, once there are more: what comes after it need not be counted; "" before
	key   []byte
}

// A variant is how many units took a way that does not fit. Its key holds two
// bytes an event: the symbol plus 1, or 0 for an unplanned event.
type variant struct {
	Cost int `json:"cost"`
	count
}

const (
	maxVariants = 4096
	maxItems    = 128 // events of a variant
)

func (v *variants) add(n *now, cost int) {
	if len(n.shown) > maxItems {
		return
	}
	v.key = v.key[:0]
	for _, c := range n.shown {
		v.key = append(v.key, byte((c+1)>>8), byte(c+1))
	}
	if v.bound != "" && compareKeys(string(v.key), v.bound) > 0 {
		return
	}
	one, ok := v.byKey[string(v.key)]
	if !ok {
		one = v.put(string(v.key), cost)
	}
	one.see(n)
}

// put makes room for a key and returns what is counted of it.
func (v *variants) put(key string, cost int) *variant {
	if v.byKey == nil {
		v.byKey = map[string]*variant{}
	}
	if len(v.byKey) >= 2*maxVariants {
		v.prune()
	}
	one := &variant{Cost: cost}
	v.byKey[key] = one
	return one
}

// prune drops all but the first maxVariants keys.
func (v *variants) prune() {
	keys := v.keys()
	if len(keys) <= maxVariants {
		return
	}
	for _, k := range keys[maxVariants:] {
		delete(v.byKey, k)
	}
	v.bound = keys[maxVariants-1]
}

// keys returns the keys in order.
func (v *variants) keys() []string {
	keys := make([]string, 0, len(v.byKey))
	for k := range v.byKey {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

// compareKeys puts the shorter one first.
func compareKeys(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

func (v *variants) merge(other *variants) {
	for key, from := range other.byKey {
		if v.bound != "" && compareKeys(key, v.bound) > 0 {
			continue
		}
		to, ok := v.byKey[key]
		if !ok {
			to = v.put(key, from.Cost)
		}
		to.merge(&from.count)
	}
}

// symbolsOf returns the symbols of a key, and none for each unplanned event.
func symbolsOf(key string) []int32 {
	list := make([]int32, 0, len(key)/2)
	for i := 0; i+1 < len(key); i += 2 {
		list = append(list, int32(key[i])<<8+int32(key[i+1])-1)
	}
	return list
}
