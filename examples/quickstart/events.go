package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
)

// columns name the columns of a table of events, or what stands for them in
// another format.
type columns struct {
	customer, time, name, channel, value, layout, comma string
}

// events returns the log to measure.
func (s settings) events(stderr io.Writer) (*event.Log, error) {
	if s.log == "" {
		truth := journeytest.Usual()
		truth.Repeat = 0 // all who buy again are regulars
		truth.Regulars, truth.Basket = journeytest.Regulars{R: 0.4, Alpha: 30, A: 0.8, B: 2.4}, 0.5
		return event.Collect(journeytest.Shop{Truth: truth}.Events())
	}
	file, err := os.Open(s.log)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p := &reading{from: file, to: stderr, start: time.Now()}
	defer p.done()
	options := &event.ReadOptions{
		Customer: s.columns.customer,
		Time:     s.columns.time,
		Name:     s.columns.name,
		Channel:  s.columns.channel,
		Value:    s.columns.value,
		Layout:   s.columns.layout,
	}
	for _, comma := range s.columns.comma {
		options.Comma = comma
	}
	log, err := event.Read(p, s.format, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.log, err)
	}
	return log, nil
}

// A reading is a reader that tells how much was read, from the first second on
// and then twice a second.
type reading struct {
	from        io.Reader
	to          io.Writer
	start, told time.Time
	bytes       int64
}

func (p *reading) Read(b []byte) (int, error) {
	n, err := p.from.Read(b)
	p.bytes += int64(n)
	now := time.Now()
	if now.Sub(p.start) > time.Second && now.Sub(p.told) > time.Second/2 {
		p.told = now
		fmt.Fprintf(p.to, "\rreading: %.1f MB", float64(p.bytes)/1e6)
	}
	return n, err
}

func (p *reading) done() {
	if !p.told.IsZero() {
		fmt.Fprintf(p.to, "\rread %.1f MB in %v\n", float64(p.bytes)/1e6, time.Since(p.start).Round(time.Millisecond))
	}
}
