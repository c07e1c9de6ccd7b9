// Command statistics answers questions about customers from tables instead of
// event logs, and says what the answer cost: time, processor time and memory of
// the whole process.
//
//	go run ./examples/statistics bgnbd      [FILE]  how often customers will buy again
//	go run ./examples/statistics paretonbd  [FILE]  the same by the Pareto/NBD model
//	go run ./examples/statistics survival   [FILE]  how long they stay, by group
//	go run ./examples/statistics markov     [FILE]  which channels deserve the credit
//
// Without a FILE it simulates one of -n rows, with a truth that the answer should
// find again. -write FILE keeps it. The header of a FILE has the columns
//
//	frequency,recency,T                                     bgnbd, paretonbd
//	time,event,group                                        survival
//	path,total_conversions,total_conversion_value,total_null  markov
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/parcours-go/parcours/examples/internal/usage"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "statistics:", err)
		os.Exit(1)
	}
}

// A question is answered from a table.
type question struct {
	name     string
	simulate simulation
	answer   func(table io.Reader, order int, out io.Writer) error
}

var questions = []question{
	{"bgnbd", simulateCustomers, repurchase},
	{"paretonbd", simulateCustomers, repurchasePareto},
	{"survival", simulateDurations, lifetimes},
	{"markov", simulatePaths, credit},
}

func run(args []string, out io.Writer) error {
	start := time.Now()
	flags := flag.NewFlagSet("statistics", flag.ContinueOnError)
	flags.SetOutput(out)
	n := flags.Int("n", 20_000, "rows to simulate")
	keep := flags.String("write", "", "file to keep the simulated rows in")
	order := flags.Int("order", 2, "order of the Markov chain, 1 to 4")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for _, q := range questions {
		if q.name != flags.Arg(0) {
			continue
		}
		table, err := open(flags.Arg(1), *keep, q.simulate, *n)
		if err != nil {
			return err
		}
		defer table.Close()
		if err = q.answer(table, *order, out); err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%.3f s, %.3f s of CPU, %d MB at most\n",
			time.Since(start).Seconds(), usage.CPU().Seconds(), usage.Peak()>>20)
		return nil
	}
	return fmt.Errorf("want bgnbd, paretonbd, survival or markov, and perhaps a file, got %q", flags.Arg(0))
}

// open returns the table in a file, or a simulated one.
func open(name, keep string, simulate simulation, n int) (io.ReadCloser, error) {
	if name != "" {
		return os.Open(name)
	}
	if n < 2 {
		return nil, fmt.Errorf("want at least 2 rows, got %d", n)
	}
	var table bytes.Buffer
	if err := simulate.write(&table, n); err != nil {
		return nil, err
	}
	if keep != "" {
		if err := os.WriteFile(keep, table.Bytes(), 0o644); err != nil {
			return nil, err
		}
	}
	return io.NopCloser(&table), nil
}
