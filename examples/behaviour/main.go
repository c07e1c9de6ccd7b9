// Command behaviour asks a log of a shop what its customers really do: how far
// they come, by which paths, how long they stay, whether they come back, what
// they leave in their carts, and where they part from the journey as it was
// drawn. Each answer is one call.
//
//	go run ./examples/behaviour
//	go run ./examples/behaviour -log events.csv -customer user_id
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "behaviour:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("behaviour", flag.ContinueOnError)
	flags.SetOutput(out)
	file := flags.String("log", "", "`file` of events, CSV, JSON lines or XES; without it, a synthetic shop")
	format := flags.String("format", "", "`name` of its format, such as ga4; \"\" means what it begins with")
	var columns event.ReadOptions
	flags.StringVar(&columns.Customer, "customer", "", "column of the customer")
	flags.StringVar(&columns.Time, "time", "", "column of the time")
	flags.StringVar(&columns.Name, "name", "", "column of what happened")
	if err := flags.Parse(args); err != nil {
		return err
	}
	log, err := events(*file, *format, &columns)
	if err != nil {
		return err
	}
	m := template.Ecommerce(journey.English)
	for _, ask := range questions {
		fmt.Fprintf(out, "\n%s\n", ask.title)
		err := ask.answer(out, m, log)
		if errors.Is(err, kpi.ErrNoData) {
			fmt.Fprintf(out, "  nothing to tell (%v)\n", err)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", ask.title, err)
		}
	}
	return nil
}

// events reads the log, or makes one.
func events(file, format string, columns *event.ReadOptions) (*event.Log, error) {
	if file == "" {
		return event.Collect(journeytest.Shop{}.Events())
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	log, err := event.Read(f, format, columns)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return log, nil
}
