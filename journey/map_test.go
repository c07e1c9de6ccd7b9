package journey

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestStageByName(t *testing.T) {
	m := &Map{Stages: []Stage{{Name: "a"}, {Name: "b"}}}
	m.Stage("b").Goal = "changed"
	assert.Equal(t, "changed", m.Stages[1].Goal, "it is the stage itself and no copy")
	assert.Nil(t, m.Stage("c"))
}

func TestTouchpointsComeInOrderWithTheirStages(t *testing.T) {
	m := &Map{Stages: []Stage{
		{Name: "a", Touchpoints: []Touchpoint{{Name: "1"}, {Name: "2"}}},
		{Name: "b"},
		{Name: "c", Touchpoints: []Touchpoint{{Name: "3"}}},
	}}
	var got []string
	for s, p := range m.Touchpoints() {
		got = append(got, s.Name+p.Name)
		p.Owner = "changed"
	}
	assert.Equal(t, []string{"a1", "a2", "c3"}, got)
	assert.Equal(t, "changed", m.Stages[2].Touchpoints[0].Owner)
	for range m.Touchpoints() {
		break // and nothing follows
	}
}

func TestCloneSharesNoMemory(t *testing.T) {
	m := sample()
	c := m.Clone()
	assert.Equal(t, m, c)
	shared := memory(m)
	for at, path := range memory(c) {
		_, ok := shared[at]
		assert.False(t, ok, "%s is shared", path)
	}
	assert.Greater(t, len(shared), 30)
}

// memory returns the paths of the lists and the pointers in m by the addresses
// to which they lead.
func memory(m *Map) map[uintptr]string {
	all := make(map[uintptr]string)
	eachField(reflect.ValueOf(m), "", func(path string, v reflect.Value) {
		if v.Kind() == reflect.Slice || v.Kind() == reflect.Pointer {
			all[v.Pointer()] = path
		}
	})
	return all
}

func TestCloneOfChangedCopyLeavesTheOriginal(t *testing.T) {
	m := sample()
	before := dump(m)
	c := m.Clone()
	eachField(reflect.ValueOf(c), "", func(_ string, v reflect.Value) { spoil(v) })
	assert.NotEqual(t, before, dump(c))
	assert.Equal(t, before, dump(m))
}

func TestCloneKeepsWhatIsNotThere(t *testing.T) {
	assert.Equal(t, &Map{}, (&Map{}).Clone())
	empty := &Map{Stages: []Stage{}, Measures: []Measure{}}
	assert.Equal(t, empty, empty.Clone())
}
