package bridge

import "github.com/parcours-go/parcours/kpi/proportion"

type shareParams struct {
	K       int                `json:"k"` // so many did ...
	N       int                `json:"n"` // ... of so many
	Options proportion.Options `json:"options"`
}

// share replies with a share and its interval.
func share(p shareParams) (answer, error) {
	m, err := proportion.Interval(p.K, p.N, &p.Options)
	return lineOf("measure", m, err)
}

type differenceParams struct {
	A       proportion.Group   `json:"a"`
	B       proportion.Group   `json:"b"`
	Options proportion.Options `json:"options"`
}

// difference replies with by how much the share of one group exceeds that of
// another.
func difference(p differenceParams) (answer, error) {
	m, err := proportion.Difference(p.A, p.B, &p.Options)
	return lineOf("measure", m, err)
}

type sizeParams struct {
	P1      float64                `json:"p1"`
	P2      float64                `json:"p2"`
	Options proportion.SizeOptions `json:"options"`
}

// sampleSize replies with how many customers it takes to tell two shares apart.
func sampleSize(p sizeParams) (answer, error) {
	size, err := proportion.SampleSize(p.P1, p.P2, &p.Options)
	return lineOf("size", size, err)
}

type compareParams struct {
	Groups  []proportion.Group        `json:"groups"`
	Options proportion.CompareOptions `json:"options"`
}

// compare replies with which groups differ.
func compare(p compareParams) (answer, error) {
	c, err := proportion.Compare(p.Groups, &p.Options)
	return lineOf("comparison", c, err)
}
