package journey

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/persona/field"
)

// A Friction is something that slows a customer down or turns them away.
type Friction struct {
	Text     string   `json:"text" validate:"required"`
	Severity Severity `json:"severity,omitempty" validate:"gte=0,lte=3"`

	// Because is the number that shows it: the friction was found in the
	// data. nil means that it is supposed.
	Because *Measure `json:"because,omitempty"`

	// Evidence says where else it is known from, such as "12 interviews,
	// March 2026".
	Evidence string `json:"evidence,omitempty"`
}

// An Opportunity is something worth doing.
type Opportunity struct {
	Text     string   `json:"text" validate:"required"`
	Impact   Impact   `json:"impact,omitempty" validate:"gte=0,lte=3"`
	Because  *Measure `json:"because,omitempty"`  // the number that calls for it; nil if it is only supposed
	Evidence string   `json:"evidence,omitempty"` // where else it is known from

	// Release names the version in which it is to be there, such as "Autumn":
	// a row of a story map. "" means that it is not planned.
	Release string `json:"release,omitempty"`
}

// A Severity ranks frictions. The zero Severity is unranked. In JSON it is
// "minor", "major" or "critical".
type Severity int

// The severities.
const (
	Minor    Severity = 1 + iota // noticed
	Major                        // worked around
	Critical                     // turns customers away
)

// An Impact ranks opportunities. The zero Impact is unranked. In JSON it is
// "low", "medium" or "high".
type Impact int

// The impacts.
const (
	LowImpact Impact = 1 + iota
	MediumImpact
	HighImpact
)

var (
	severityNames = [...]string{Minor: "minor", Major: "major", Critical: "critical"}
	impactNames   = [...]string{LowImpact: "low", MediumImpact: "medium", HighImpact: "high"}
)

// MarshalText returns the JSON form of s.
func (s Severity) MarshalText() ([]byte, error) {
	return rankText(severityNames[:], int(s), "severity")
}

// UnmarshalText reads the JSON form of s.
func (s *Severity) UnmarshalText(text []byte) error {
	i, err := rankOf(severityNames[:], string(text), "severity")
	*s = Severity(i)
	return err
}

// MarshalText returns the JSON form of i.
func (i Impact) MarshalText() ([]byte, error) { return rankText(impactNames[:], int(i), "impact") }

// UnmarshalText reads the JSON form of i.
func (i *Impact) UnmarshalText(text []byte) error {
	n, err := rankOf(impactNames[:], string(text), "impact")
	*i = Impact(n)
	return err
}

func rankText(names []string, i int, what string) ([]byte, error) {
	if i < 0 || i >= len(names) {
		return nil, fmt.Errorf("%s %w: want a value from 0 to %d, got %d", what, field.ErrRange, len(names)-1, i)
	}
	return []byte(names[i]), nil
}

func rankOf(names []string, text, what string) (int, error) {
	for i, name := range names {
		if name == text {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%w %s: want one of %s", field.ErrUnknown, what, strings.Join(names[1:], ", "))
}
