package main

import (
	"fmt"
	"os"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/kpi/dwell"
)

// A shop is what the tasks work on.
type shop struct {
	*bench
	stages *journey.Map // five stages, which tie 40 event names
	log    *event.Log
}

// tasks are those of the harness: first those that need no log.
func tasks(b *bench) []task {
	s := &shop{bench: b}
	return []task{
		{"T1", s.readStages, s.countFromFile},
		{"T9", s.readStages, s.recommendation},
		{"LOAD", s.forget, s.load},
		{"T1q", s.ready, s.stagesAndChannels},
		{"T2", s.ready, s.purchaseFunnel},
		{"T3", s.ready, s.timePerStage},
		{"T4", s.ready, s.transitions},
		{"T5", s.ready, s.cohorts},
		{"T6", s.ready, s.churn},
		{"T7", s.ready, s.scores},
		{"T8", s.ready, s.abandonedCarts},
		{"T10", s.ready, s.credit},
	}
}

// readStages reads the map of touchpoints.csv: event, stage, number.
func (s *shop) readStages() error {
	if s.stages != nil {
		return nil
	}
	file, err := os.Open(s.file("touchpoints.csv"))
	if err != nil {
		return err
	}
	defer file.Close()
	s.stages = &journey.Map{Title: "Shop"}
	return eachRow(file, func(cells []string) {
		if n := len(s.stages.Stages); n == 0 || s.stages.Stages[n-1].Name != cells[1] {
			s.stages.Stages = append(s.stages.Stages, journey.Stage{Name: cells[1]})
		}
		stage := &s.stages.Stages[len(s.stages.Stages)-1]
		stage.Touchpoints = append(stage.Touchpoints, journey.Touchpoint{Name: cells[0], Events: cells[:1]})
	})
}

// ready loads the log, where LOAD was not asked for.
func (s *shop) ready() error {
	if err := s.readStages(); err != nil || s.log != nil {
		return err
	}
	_, err := s.load()
	return err
}

// forget gives back the log of the last repetition.
func (s *shop) forget() error {
	s.log = nil
	return s.readStages()
}

func (s *shop) load() ([]string, error) {
	file, err := os.Open(s.file("events_" + s.size + ".csv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s.log, err = event.ReadCSV(file, s.columns())
	return nil, err
}

func (s *shop) columns() *event.CSVOptions {
	return &event.CSVOptions{Customer: "customer_id", Name: "event", Time: "timestamp", Value: "revenue", Channel: "channel"}
}

// timePerStage is T3: visits of each stage, with the sum, the median and the
// 90th percentile of how long they last.
func (s *shop) timePerStage() ([]string, error) {
	result, err := dwell.Compute(s.stages, s.log, &dwell.Options{Silence: -1})
	if err != nil {
		return nil, err
	}
	var lines []string
	for i, stage := range result.Stages {
		var median, p90 float64
		for _, m := range stage.Measures {
			switch m.Name {
			case journey.MeasureTimeMedian:
				median = m.Value
			case journey.MeasureTimeP90:
				p90 = m.Value
			}
		}
		lines = append(lines, row(i, stage.Visits, fmt.Sprintf("%.0f", 1000*stage.Total),
			fmt.Sprintf("%.1f", 1000*median), fmt.Sprintf("%.1f", 1000*p90)))
	}
	return lines, nil
}

// abandonedCarts is T8: carts that 24 hours saw no purchase of, by the channel
// of what was last put in.
func (s *shop) abandonedCarts() ([]string, error) {
	result, err := cart.Compute(s.log, &cart.Options{
		Unit: cart.ByCart, Within: 24 * time.Hour, Cart: []string{"add_to_cart"}, Remove: []string{}, Purchase: []string{"purchase"},
	})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, segment := range result.Segments {
		lines = append(lines, row(segment.Name, segment.Carts, segment.Abandoned+segment.Pending))
	}
	return lines, nil
}
