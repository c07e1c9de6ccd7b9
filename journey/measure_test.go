package journey

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFormat(t *testing.T) {
	tests := []struct {
		unit   Unit
		v      float64
		en, fr string
	}{
		{Count, 31106, "31,106", "31'106"},
		{Ratio, 0.375, "37.5%", "37,5'%"},
		{Change, -0.0123, "−1.2_pp", "−1,2_pts"},
		{Change, 0.2, "+20.0_pp", "+20,0_pts"},
		{Times, 1.5, "1.50_×", "1,50_×"},
		{Seconds, 130, "2_min 10_s", "2_min 10_s"},
		{Points, 12, "+12", "+12"},
		{Score, 4.25, "4.2", "4,2"},
		{Money, 59.9, "€59.90", "59,90_€"},
		{"trees", 3, "3.00_trees", "3,00_trees"},
	}
	for _, test := range tests {
		t.Run(string(test.unit), func(t *testing.T) {
			m := Measure{Value: test.v, Unit: test.unit}
			assert.Equal(t, test.en, readable.Replace(m.Format(English, "EUR")))
			assert.Equal(t, test.fr, readable.Replace(m.Format(French, "EUR")))
			target := Target{Op: AtMost, Value: test.v}
			assert.Equal(t, "≤_"+test.en, readable.Replace(target.Format(test.unit, English, "EUR")))
			target.Op = AtLeast
			assert.Equal(t, "≥_"+test.fr, readable.Replace(target.Format(test.unit, French, "EUR")))
		})
	}
}

func TestAShareIsNoneOrAllOnlyIfItIs(t *testing.T) {
	for v, want := range map[float64][2]string{
		0: {"0.0%", "0,0'%"}, 0.0004: {"<0.1%", "<0,1'%"}, 0.0006: {"0.1%", "0,1'%"},
		0.9994: {"99.9%", "99,9'%"}, 0.9996: {">99.9%", ">99,9'%"}, 1: {"100.0%", "100,0'%"},
		1e-12: {"0.0%", "0,0'%"}, 1 - 1e-12: {"100.0%", "100,0'%"},
	} {
		m := Measure{Value: v, Unit: Ratio}
		assert.Equal(t, want[0], readable.Replace(m.Format(English, "")))
		assert.Equal(t, want[1], readable.Replace(m.Format(French, "")))
	}
}

func TestSortsOfMeasures(t *testing.T) {
	tests := []struct {
		level              float64
		counted, estimated bool
	}{{0, false, false}, {0.5, false, true}, {0.95, false, true}, {1, true, false}}
	for _, test := range tests {
		m := Measure{Level: test.level}
		assert.Equal(t, test.counted, m.Counted(), test.level)
		assert.Equal(t, test.estimated, m.Estimated(), test.level)
	}
}

func TestMet(t *testing.T) {
	tests := []struct {
		op    Op
		value float64
		want  bool
	}{
		{AtLeast, 0.24, false}, {AtLeast, 0.25, true}, {AtLeast, 0.26, true},
		{AtMost, 0.24, true}, {AtMost, 0.25, true}, {AtMost, 0.26, false},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%v %s 0.25", test.value, test.op), func(t *testing.T) {
			assert.Equal(t, test.want, Target{Op: test.op, Value: 0.25}.Met(Measure{Value: test.value}))
		})
	}
}

func TestMeasureByName(t *testing.T) {
	m := sample()
	finders := map[string]func(string) (Measure, bool){
		"map": m.Measure, "stage": m.Stages[0].Measure, "touchpoint": m.Stages[0].Touchpoints[0].Measure,
	}
	names := map[string]string{"map": MeasureNPS, "stage": MeasureConversion, "touchpoint": MeasureConversion}
	for place, find := range finders {
		found, ok := find(names[place])
		assert.True(t, ok, place)
		assert.Equal(t, names[place], found.Name, place)
		_, ok = find("other")
		assert.False(t, ok, place)
	}
}
