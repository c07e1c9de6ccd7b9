package render

import (
	"strings"

	"github.com/parcours-go/parcours/render/internal/text"
)

// describe says in words what the map shows: its stages, the lowest and the
// highest emotion, where most customers leave.
func (s *sheet) describe() string {
	sentences := []string{s.describeStages()}
	if low, high, ok := s.extremes(); ok {
		sentences = append(sentences,
			s.word.lowestEmotion+s.describeFeeling(low)+"; "+s.word.highestEmotion+s.describeFeeling(high)+".")
	}
	for i, st := range s.steps() {
		if st.worst {
			sentences = append(sentences, s.word.worstDrop+s.stageName(i)+s.word.colon+s.value(st.off)+" "+s.word.leave+".")
		}
	}
	return strings.Join(sentences, " ")
}

func (s *sheet) describeStages() string {
	names := make([]string, len(s.m.Stages))
	for i := range names {
		names[i] = s.stageName(i)
	}
	said := s.m.Kind.Label(s.lang)
	if name := text.Clean(s.m.Persona.Name); name != "" {
		said += s.word.of + text.Cut(name, nameLength)
	}
	said += ", " + s.count(len(names), s.word.oneStage, s.word.manyStages)
	if len(names) > 0 {
		said += s.word.colon + strings.Join(names, ", ")
	}
	return said + "."
}

const nameLength = 60 // of a name in the description, in user-perceived characters

// stageName returns the name of a stage as the description has it.
func (s *sheet) stageName(i int) string {
	return text.Cut(text.Clean(s.m.Stages[i].Name), nameLength)
}

// extremes returns the stages of the lowest and the highest emotion, and
// whether there are two.
func (s *sheet) extremes() (low, high int, ok bool) {
	low, high = -1, -1
	all := s.feelings()
	for i, f := range all {
		if !f.emotion.Known() {
			continue
		}
		if low < 0 || f.emotion < all[low].emotion {
			low = i
		}
		if high < 0 || f.emotion > all[high].emotion {
			high = i
		}
	}
	return low, high, low != high
}

func (s *sheet) describeFeeling(i int) string {
	e := s.feelings()[i].emotion
	return s.stageName(i) + " (" + s.score(e) + " " + s.word.of5 + ", " + e.Label(s.lang) + ")"
}
