package render

import (
	"cmp"
	"errors"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A StoryMap draws what is to be done for a journey, and when (Jeff Patton,
// User Story Mapping, 2014): from left to right the stages as the backbone,
// below each of them what customers do and meet there as its tasks, and below
// these the opportunities as stories, in one row for each release. The first
// release is the walking skeleton: the row says at how many stages it does
// something. On a narrow drawing the releases stand below each other, with the
// stage written on each story.
type StoryMap struct {
	Map *journey.Map

	// Releases are the rows by [journey.Opportunity.Release], in order. Others
	// follow as they appear in the map, and last what has no release. nil takes
	// all as they appear.
	Releases []string

	Title string // "" means that of the map
}

// The most that is drawn.
const (
	mostStories  = 2000
	mostTasks    = 5000
	mostReleases = 200
)

var errNoStages = errors.New("render: a story map without a stage")

// Scene lays the map out.
func (v StoryMap) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	kind := ""
	if s.title != s.kind() {
		kind = strings.ToUpper(s.kind())
	}
	body := s.matrix
	if s.column == 0 {
		body = s.stacked
	}
	return s.drawing(s.title, s.describe(), s.heading(kind, s.title, s.m.Scenario), body(), s.signs()), nil
}

// Tables returns the stages with their tasks, and the stories if there are any,
// in the order of their releases.
func (v StoryMap) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	activity := s.say("Activity", "Activité")
	backbone := Table{Title: s.title, Columns: []Column{{Name: activity}, {Name: s.say("Tasks", "Tâches")}}}
	for i := range s.m.Stages {
		var names []string
		for _, t := range storyTasks(&s.m.Stages[i]) {
			names = append(names, t.name)
		}
		backbone.Rows = append(backbone.Rows, []string{s.m.Stages[i].Name, strings.Join(names, s.word.semicolon)})
	}
	stories := Table{Title: s.say("Stories", "Récits"), Columns: []Column{
		{Name: s.say("Release", "Version")}, {Name: activity}, {Name: s.say("Touchpoint", "Point de contact")},
		{Name: s.say("Story", "Récit")}, {Name: s.say("Impact", "Effet")}, {Name: s.say("Evidence", "Preuve")},
	}}
	for _, r := range s.releases {
		for _, story := range r.stories {
			stories.Rows = append(stories.Rows, []string{
				r.name, s.m.Stages[story.stage].Name, story.where, story.Text, story.Impact.Label(s.lang), strings.Join(s.evidence(story), ", "),
			})
		}
	}
	if len(stories.Rows) == 0 {
		return []Table{backbone}, nil
	}
	return []Table{backbone, stories}, nil
}

// A storySheet is a story map while it is laid out.
type storySheet struct {
	*page
	m        *journey.Map
	title    string
	releases []release
	column   scene.Px // of one stage; 0 where they have no room beside each other
}

// A release is one row of stories.
type release struct {
	name    string
	planned bool
	stories []story // by stage
}

// A story is an opportunity and where it stands.
type story struct {
	journey.Opportunity
	stage int
	where string // the touchpoint, or ""
}

const (
	storyLabel  = 136 * px // width of the names of the releases
	storyGap    = 10 * px  // between two columns
	storyColumn = 200 * px // with the gap
	storyLeast  = 150 * px
	storyMost   = 380 * px
)

// sheet checks the view and begins it.
func (v StoryMap) sheet(opt *Options) (*storySheet, error) {
	if v.Map == nil || len(v.Map.Stages) == 0 {
		return nil, errNoStages
	}
	if err := checkSize(v.Map); err != nil {
		return nil, err
	}
	n := len(v.Map.Stages)
	usual := max(widthLeast, storyLabel+scene.Px(n)*storyColumn)
	p, err := newPage(opt, v.Map.Lang, int((usual+2*marginSide)/px), chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Map.Currency
	s := &storySheet{page: p, m: v.Map, title: cmp.Or(text.Clean(v.Title), text.Clean(v.Map.Title))}
	if s.title == "" {
		s.title = s.kind()
	}
	if room := (p.width - storyLabel) / scene.Px(n); room >= storyLeast {
		s.column = min(room, storyMost) / px * px
	}
	return s, s.read(v.Releases)
}

func (s *storySheet) kind() string { return s.say("Story map", "Carte des récits") }

// storyCount writes a number of stories.
func (s *storySheet) storyCount(n int) string {
	return s.count(n, s.say("story", "récit"), s.say("stories", "récits"))
}

// skeleton reports whether the release i is the first that is planned.
func (s *storySheet) skeleton(i int) bool { return i == 0 && s.releases[i].planned }

func (s *storySheet) skeletonName() string { return s.say("walking skeleton", "squelette ambulant") }

// describe says in words what is planned when, and which stages the first
// release leaves as they are.
func (s *storySheet) describe() string {
	names := make([]string, len(s.m.Stages))
	for i := range names {
		names[i] = text.Cut(text.Clean(s.m.Stages[i].Name), nameLength)
	}
	said := s.title
	if s.title != s.kind() {
		said = s.kind() + s.word.colon + s.title
	}
	said += ". " + s.count(len(names), s.say("activity", "activité"), s.say("activities", "activités")) + s.word.colon + strings.Join(names, ", ") + "."
	var rows []string
	for i, r := range s.releases {
		row := text.Cut(r.name, nameLength) + s.word.colon + s.storyCount(len(r.stories))
		if s.skeleton(i) {
			row += " (" + s.skeletonName() + ")"
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return said + " " + s.storyCount(0) + "."
	}
	said += " " + strings.Join(rows, s.word.semicolon) + "."
	if _, others := s.stagesOf(s.releases[0]); s.skeleton(0) && len(others) > 0 {
		said += " " + s.say("The first release has nothing for: ", "La première version n’a rien pour\u00a0: ") + strings.Join(others, ", ") + "."
	}
	return said
}
