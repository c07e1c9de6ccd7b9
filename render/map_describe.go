package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parcours-go/parcours/render/internal/text"
)

// describe says in words what the map shows: its stages, the lowest and the
// highest emotion, after which stage the largest part of its customers leaves.
func (s *sheet) describe() string {
	sentences := []string{s.describeStages()}
	if low, high, ok := s.extremes(); ok && s.shows(LaneEmotion) {
		sentences = append(sentences,
			s.word.lowestEmotion+s.describeFeeling(low)+s.word.semicolon+s.word.highestEmotion+s.describeFeeling(high)+".")
	}
	for i, st := range s.steps() {
		if st.worst && s.showsAny(LaneCustomers, LaneMeasures) {
			sentences = append(sentences, s.word.worstDrop+s.stageName(i)+s.word.colon+s.value(st.off)+" "+s.word.leave+".")
		}
	}
	sentences = append(sentences, s.describeMoments()...)
	sentences = append(sentences, s.describeFrictions()...)
	return strings.Join(append(sentences, s.describeOthers()...), " ")
}

// describeMoments says how many moments of truth there are.
func (s *sheet) describeMoments() []string {
	moments := 0
	for i := range s.m.Stages {
		moments += len(s.momentsOf(&s.m.Stages[i]))
	}
	if moments == 0 || !s.showsMoments() {
		return nil
	}
	return []string{s.count(moments, s.say("moment of truth", "moment de vérité"), s.say("moments of truth", "moments de vérité")) + "."}
}

// describeFrictions says how many frictions there are, and how many of them were
// found in the data.
func (s *sheet) describeFrictions() []string {
	all, found := 0, 0
	for i := range s.m.Stages {
		for f := range frictionsOf(&s.m.Stages[i]) {
			all++
			if f.Because != nil {
				found++
			}
		}
	}
	if all == 0 || !s.shows(LaneFrictions) {
		return nil
	}
	count := s.count(all, s.say("friction", "point de friction"), s.say("frictions", "points de friction"))
	if found == 0 {
		return []string{count + "."}
	}
	if s.lang.French() {
		return []string{count + ", dont " + s.count(found, "constaté", "constatés") + " dans les données."}
	}
	return []string{count + ", " + s.lang.Number(float64(found), 0) + " found in the data."}
}

// describeOthers says whose curves are drawn beside that of the map, and where
// each is lowest.
func (s *sheet) describeOthers() []string {
	if !s.shows(LaneEmotion) {
		return nil
	}
	var said []string
	for i, all := range s.otherFeelings() {
		line := text.Cut(s.others[i].name, nameLength)
		if low := slices.IndexFunc(all, func(f feeling) bool { return f.emotion.Known() }); low >= 0 {
			for j, f := range all {
				if f.emotion.Known() && f.emotion < all[low].emotion {
					low = j
				}
			}
			line += s.say(", lowest at ", ", au plus bas à ") + s.stageName(low) + " (" + s.scoreText(all[low].emotion) + ")"
		}
		said = append(said, line)
	}
	if len(said) == 0 {
		return nil
	}
	return []string{s.say("Beside it: ", "À côté\u00a0: ") + strings.Join(said, s.word.semicolon) + "."}
}

func (s *sheet) describeStages() string {
	names := make([]string, len(s.m.Stages))
	for i := range names {
		names[i] = s.stageName(i)
	}
	said := s.m.Kind.Label(s.lang)
	if name := text.Clean(s.m.Persona.Name); name != "" {
		said += s.ofPerson(name)
	}
	said += ", " + s.count(len(names), s.word.oneStage, s.word.manyStages)
	if len(names) > 0 {
		said += s.word.colon + strings.Join(names, ", ")
	}
	return said + "."
}

const nameLength = 60 // of a name in the description, in user-perceived characters

// stageName returns the name of a stage as the description has it, or its number
// where it has none.
func (s *sheet) stageName(i int) string {
	return cmp.Or(text.Cut(text.Clean(s.m.Stages[i].Name), nameLength), strconv.Itoa(i+1))
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
	return s.stageName(i) + " (" + s.scoreText(e) + ")"
}
