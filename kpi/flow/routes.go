package flow

import (
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A route counts where a run of nodes is found in paths, and what it took.
type route struct {
	codes []int32
	times
	took stat.Sample // of each occurrence, in nanoseconds
}

func newRoutes(routes [][]string, codeOf func(string) int32) (list []route) {
	for _, names := range routes {
		var r route
		for _, name := range names {
			r.codes = append(r.codes, codeOf(name))
		}
		list = append(list, r)
	}
	return list
}

func (r *route) add(u *unit) {
	last := len(r.codes) - 1
	for i := last; i < len(u.nodes); i++ {
		if slices.Equal(u.nodes[i-last:i+1], r.codes) {
			r.count(u)
			r.took.Add(elapsed(u.times[i-last], u.times[i]))
		}
	}
}

func (r *route) merge(other *route) {
	r.times.merge(other.times)
	r.took.Merge(&other.took)
}
