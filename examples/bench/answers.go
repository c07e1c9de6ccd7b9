package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
)

// recommendation is T9: the net promoter score of each stage, straight from the
// file of a survey. What counts events by channel counts answers by score.
func (s *shop) recommendation() ([]string, error) {
	counts, err := s.countFile("survey_1m.csv", &event.CSVOptions{
		Customer: "customer_id", Name: "event", Time: "timestamp", Channel: "score",
	})
	if err != nil {
		return nil, err
	}
	stages := make([]kpi.Recommendations, len(s.stages.Stages))
	stage := stageOf(s.stages)
	for _, c := range counts {
		score, err := strconv.Atoi(string(c.Channel))
		if err != nil {
			return nil, err
		}
		addScore(&stages[stage[c.Name]], score, c.Events)
	}
	var lines []string
	for i, answers := range stages {
		nps, err := answers.NPS(&kpi.SurveyOptions{Wald: true})
		if err != nil {
			return nil, err
		}
		decimals := func(v float64) string { return fmt.Sprintf("%.4f", v) }
		lines = append(lines, row(i, nps.N, answers.Promoters, answers.Detractors, decimals(nps.Value), decimals(nps.Lo), decimals(nps.Hi)))
	}
	return lines, nil
}

func addScore(to *kpi.Recommendations, score, n int) {
	switch {
	case score >= 9:
		to.Promoters += n
	case score >= 7:
		to.Passives += n
	default:
		to.Detractors += n
	}
}

// countFromFile is T1: events by stage and channel, straight from the file.
func (s *shop) countFromFile() ([]string, error) {
	counts, err := s.countFile("events_"+s.size+".csv", s.columns())
	if err != nil {
		return nil, err
	}
	type key struct {
		stage   int
		channel journey.Channel
	}
	stage, sums := stageOf(s.stages), map[key]int{}
	for _, c := range counts {
		sums[key{stage[c.Name], c.Channel}] += c.Events
	}
	var lines []string
	for k, n := range sums {
		lines = append(lines, countLine(k.stage, k.channel, n)...)
	}
	return lines, nil
}

func (s *shop) countFile(name string, opt *event.CSVOptions) ([]event.Count, error) {
	file, err := os.Open(s.file(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return event.CountCSV(file, opt)
}
