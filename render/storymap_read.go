package render

import (
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
)

// read sorts the stories by release.
func (s *storySheet) read(order []string) error {
	index := map[string]int{}
	row := func(name string) int {
		name = text.Clean(name)
		if _, known := index[name]; !known {
			index[name] = len(s.releases)
			s.releases = append(s.releases, release{name: name, planned: name != ""})
		}
		return index[name]
	}
	for _, name := range order {
		if text.Clean(name) != "" {
			row(name)
		}
	}
	stories, tasks := 0, 0
	for i := range s.m.Stages {
		stage := &s.m.Stages[i]
		tasks += len(storyTasks(stage))
		for o, where := range opportunitiesOf(stage) {
			r := &s.releases[row(o.Release)]
			r.stories = append(r.stories, story{o, i, where})
			stories++
		}
	}
	if i, known := index[""]; known { // what is not planned comes last
		last := s.releases[i]
		last.name = s.say("Later", "Plus tard")
		s.releases = append(slices.Delete(s.releases, i, i+1), last)
	}
	for _, c := range []struct {
		n, most int
		what    string
	}{{stories, mostStories, "opportunities"}, {tasks, mostTasks, "actions and touchpoints"}, {len(s.releases), mostReleases, "releases"}} {
		if c.n > c.most {
			return fmt.Errorf("render: %d %s: at most %d can be drawn", c.n, c.what, c.most)
		}
	}
	return nil
}

// A storyTask is what customers do, or what they meet, at a stage.
type storyTask struct {
	name    string
	channel journey.Channel
	met     bool // whether it is a touchpoint
}

// storyTasks returns the tasks of a stage: its actions, then its touchpoints.
func storyTasks(stage *journey.Stage) []storyTask {
	list := make([]storyTask, 0, len(stage.Actions)+len(stage.Touchpoints))
	for _, a := range stage.Actions {
		list = append(list, storyTask{name: a})
	}
	for _, t := range stage.Touchpoints {
		list = append(list, storyTask{t.Name, t.Channel, true})
	}
	return list
}

// evidence says from where a story is known.
func (s *storySheet) evidence(o story) []string {
	var list []string
	if b := o.Because; b != nil && isFinite(b.Value) {
		list = append(list, s.named(*b))
		list = append(list, nonEmpty(s.sample(*b))...)
	}
	return append(list, nonEmpty(o.Evidence)...)
}

// stagesOf returns at how many stages the release has a story, and the names of
// the others.
func (s *storySheet) stagesOf(r release) (served int, others []string) {
	for i := range s.m.Stages {
		if slices.ContainsFunc(r.stories, func(o story) bool { return o.stage == i }) {
			served++
		} else {
			others = append(others, text.Cut(text.Clean(s.m.Stages[i].Name), nameLength))
		}
	}
	return served, others
}
