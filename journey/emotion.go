package journey

import "math"

// An Emotion is how a stage or a touchpoint feels, from 1 (Frustrated) to 5
// (Delighted). Values between the named ones are allowed, as means of survey
// answers are. The zero Emotion means that it is not known: it is not drawn.
//
// The scale is that of a five-point CSAT question. A scale from −2 to +2 would
// let the zero value claim a calm that nobody measured; add 3 to read one.
type Emotion float64

// The named emotions.
const (
	Frustrated Emotion = 1 + iota
	Annoyed
	Neutral
	Pleased
	Delighted
)

// Known reports whether e is on the scale.
func (e Emotion) Known() bool { return e >= Frustrated && e <= Delighted }

// Label returns the name of the nearest named emotion in language l, and ""
// for an emotion that is not known.
func (e Emotion) Label(l Lang) string {
	if !e.Known() {
		return ""
	}
	return emotionLabels[int(math.Round(float64(e)))].in(l)
}

var emotionLabels = [...]label{
	1: {"frustrated", "en colère"},
	2: {"annoyed", "contrarié"},
	3: {"neutral", "neutre"},
	4: {"pleased", "content"},
	5: {"delighted", "ravi"},
}
