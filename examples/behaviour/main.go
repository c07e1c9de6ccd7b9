// Command behaviour asks a log of a shop what its customers really do: how far
// they come, by which paths, how long they stay, whether they come back, what
// they leave in their carts, and where they part from the journey as it was
// drawn. Each answer is one call.
//
//	go run ./examples/behaviour
//	go run ./examples/behaviour -log events.csv -customer user_id
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "behaviour:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("behaviour", flag.ContinueOnError)
	flags.SetOutput(out)
	file := flags.String("log", "", "CSV file of events; without it, a synthetic shop")
	var columns event.CSVOptions
	flags.StringVar(&columns.Customer, "customer", "", "column of the customer")
	flags.StringVar(&columns.Time, "time", "", "column of the time")
	flags.StringVar(&columns.Name, "name", "", "column of what happened")
	if err := flags.Parse(args); err != nil {
		return err
	}
	log, err := events(*file, &columns)
	if err != nil {
		return err
	}
	m := template.Ecommerce(journey.English)
	for _, ask := range questions {
		fmt.Fprintf(out, "\n%s\n", ask.title)
		if err := ask.answer(out, m, log); err != nil {
			return fmt.Errorf("%s: %w", ask.title, err)
		}
	}
	return nil
}

// events reads the log, or makes one.
func events(file string, columns *event.CSVOptions) (*event.Log, error) {
	if file == "" {
		return event.Collect(journeytest.Shop{}.Events())
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return event.ReadCSV(f, columns)
}
