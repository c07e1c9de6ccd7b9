// Command quickstart turns an event log into a measured journey map.
//
// Without arguments it makes the log of a synthetic online shop, measures the
// e-commerce template on it, writes journey.svg, report.html and report.json into
// the working directory, and prints the measures with their intervals:
//
//	go run ./examples/quickstart
//
// With -log it reads a table of your own, whose columns the other flags name, or
// with -format what a tool exports:
//
//	go run ./examples/quickstart -log events.csv -customer user_id -time timestamp -name event
//	go run ./examples/quickstart -log ga4.jsonl.gz -format ga4
//
// Its map is the e-commerce template, or the JSON file that -map names.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/parcours-go/parcours/examples/internal/progress"
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
	page "github.com/parcours-go/parcours/render/report"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// settings are what the flags say.
type settings struct {
	log, format, mapFile, lang, out string
	columns                         columns
}

func run(args []string, stdout, stderr io.Writer) error {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	events, err := s.events(stderr)
	if err != nil {
		return err
	}
	m, err := s.journeyMap()
	if err != nil {
		return err
	}
	found, err := friction.Find(m, events, &friction.Options{Progress: progress.To(stderr, "looking for frictions")})
	if err != nil {
		return fmt.Errorf("%s: %w", s.source(), err)
	}
	report, err := kpi.Analyze(found.Map, events, &kpi.Options{Source: s.source(), Progress: progress.To(stderr, "measuring")})
	if err != nil {
		return fmt.Errorf("%s: %w", s.source(), err)
	}
	lang := cmp.Or(journey.Lang(s.lang), m.Lang)
	if err := print(stdout, report, events, lang); err != nil {
		return err
	}
	return s.write(report, found.Frictions, lang)
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.log, "log", "", "read events from this `file`, which may be compressed with gzip or zip; \"\" makes a synthetic log")
	flags.StringVar(&s.format, "format", "", "what the file is: a `name` of "+strings.Join(event.Formats(), ", ")+"; \"\" means csv, jsonl or xes, by what it begins with")
	flags.StringVar(&s.columns.customer, "customer", "", "`column` of the customer (or session); path in JSON, key in XES")
	flags.StringVar(&s.columns.time, "time", "", "`column` of the time")
	flags.StringVar(&s.columns.name, "name", "", "`column` of the event's name")
	flags.StringVar(&s.columns.channel, "channel", "", "`column` of the channel")
	flags.StringVar(&s.columns.value, "value", "", "`column` of the value")
	flags.StringVar(&s.columns.layout, "layout", "", "`layout` of times in Go's notation, or \"unix seconds\", \"unix milliseconds\", \"unix microseconds\"; \"\" means RFC 3339")
	flags.StringVar(&s.columns.comma, "comma", "", "`character` between the columns, such as ;; \"\" means a comma")
	flags.StringVar(&s.mapFile, "map", "", "measure the map in this JSON `file`; \"\" means the e-commerce template")
	flags.StringVar(&s.lang, "lang", "", "`language` of the template, and of labels and numbers: en or fr; \"\" means that of the map, or English")
	flags.StringVar(&s.out, "out", ".", "write journey.svg, report.html and report.json into this `folder`")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unexpected argument: want flags only; see -help")
	}
	if s.lang != "" && s.lang != "en" && s.lang != "fr" {
		return s, fmt.Errorf("-lang %s: want en or fr", s.lang)
	}
	if len(s.columns.comma) > 1 {
		return s, fmt.Errorf("-comma %q: want one ASCII character", s.columns.comma)
	}
	if folder, err := os.Stat(s.out); err != nil || !folder.IsDir() {
		return s, fmt.Errorf("-out %s: no such folder", s.out)
	}
	return s, nil
}

// journeyMap returns the map to measure.
func (s settings) journeyMap() (*journey.Map, error) {
	if s.mapFile != "" {
		file, err := os.Open(s.mapFile)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		m, err := journey.Read(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.mapFile, err)
		}
		return m, nil
	}
	m := template.Ecommerce(cmp.Or(journey.Lang(s.lang), journey.English))
	if s.log == "" {
		m.Currency = "EUR"
		m.Persona = camille(m.Lang)
	}
	return m, nil
}

// camille is the customer of the synthetic shop.
func camille(l journey.Lang) persona.Persona {
	if l.French() {
		return persona.Persona{
			Name:         "Camille",
			Role:         "Graphiste, 34 ans, achète surtout le soir sur son téléphone",
			Quote:        "Je compare toujours avant d’acheter, et je déteste les surprises au moment de payer.",
			Goals:        []string{"Trouver vite le bon produit", "Connaître le prix total d’emblée"},
			Frustrations: []string{"Frais de port cachés", "Compte obligatoire"},
			Channels:     []string{"app", "web", "email"},
		}
	}
	return persona.Persona{
		Name:         "Camille",
		Role:         "Graphic designer, 34, shops in the evening on her phone",
		Quote:        "I always compare before I buy, and I hate surprises when I pay.",
		Goals:        []string{"Find the right product quickly", "Know the whole price from the start"},
		Frustrations: []string{"Hidden delivery costs", "Having to open an account"},
		Channels:     []string{"app", "web", "email"},
	}
}

func (s settings) source() string {
	switch {
	case s.log != "":
		return filepath.Base(s.log)
	case journey.Lang(s.lang).French():
		return "boutique synthétique"
	}
	return "synthetic shop"
}

// write leaves the drawing, the report and its page in the folder that -out
// names.
func (s settings) write(report *kpi.Report, frictions []friction.Found, lang journey.Lang) error {
	err := create(filepath.Join(s.out, "journey.svg"), func(w io.Writer) error {
		return render.SVG(w, render.JourneyMap{Map: report.Map}, &render.Options{Lang: lang})
	})
	if err != nil {
		return err
	}
	err = create(filepath.Join(s.out, "report.html"), func(w io.Writer) error {
		return page.HTML(w, report, &page.Options{Lang: lang, Frictions: frictions})
	})
	if err != nil {
		return err
	}
	return create(filepath.Join(s.out, "report.json"), func(w io.Writer) error {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	})
}

func create(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
