// Command bench runs the tasks of a harness that times other engines too, on
// the public API of this module: ten questions to an event log of a shop, from a
// CSV file. It prints a line of JSON a task: the median, least and CPU seconds of
// the repetitions, and a checksum of the answer, by which engines are known to
// agree.
//
//	go run ./examples/bench -data DIR -size 1m -threads 2 -reps 3
//
// DIR holds events_1m.csv, touchpoints.csv and survey_1m.csv.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/examples/internal/usage"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run of the command.
type bench struct {
	data, size    string
	threads, reps int
	out           io.Writer
}

func run(args []string, out io.Writer) error {
	b := bench{out: out}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&b.data, "data", "data", "folder of events_SIZE.csv, touchpoints.csv and survey_1m.csv")
	flags.StringVar(&b.size, "size", "1m", "which events file: 100k, 1m or 10m")
	flags.IntVar(&b.threads, "threads", runtime.NumCPU(), "cores to use")
	flags.IntVar(&b.reps, "reps", 3, "repetitions of each task")
	names := flags.String("task", "all", "tasks to run, such as LOAD,T2,T3")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if b.reps < 1 || b.threads < 1 {
		return fmt.Errorf("want at least one repetition and one core")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(b.threads))
	wanted := strings.Split(*names, ",")
	for _, t := range tasks(&b) {
		if *names != "all" && !slices.Contains(wanted, t.name) {
			continue
		}
		if err := b.time(t); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return b.print(map[string]any{"task": "PROCESS", "peak_mb": usage.Peak() >> 20})
}

// A task answers a question: with lines of fields set apart by tabs, in any
// order.
type task struct {
	name string
	prep func() error // what each repetition needs, outside the time
	run  func() ([]string, error)
}

// time runs a task as often as asked and prints what it took.
func (b *bench) time(t task) error {
	var wall, cpu []float64
	var lines []string
	for range b.reps {
		if err := t.prep(); err != nil {
			return err
		}
		runtime.GC() // what came before is not this task's to clear
		start, used := time.Now(), usage.CPU()
		var err error
		if lines, err = t.run(); err != nil {
			return err
		}
		wall = append(wall, time.Since(start).Seconds())
		cpu = append(cpu, (usage.CPU() - used).Seconds())
	}
	line := map[string]any{
		"task": t.name, "median_s": median(wall), "min_s": slices.Min(wall), "cpu_s": median(cpu), "times": wall,
	}
	if lines != nil {
		line["sum"] = checksum(lines)
	}
	return b.print(line)
}

// print adds what every line has.
func (b *bench) print(line map[string]any) error {
	line["engine"], line["size"], line["threads"] = "parcours", b.size, b.threads
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(b.out, "%s\n", text)
	return err
}

func (b *bench) file(name string) string { return filepath.Join(b.data, name) }

// checksum is the one of the harness: SHA-256 of the sorted lines, 12 digits.
func checksum(lines []string) string {
	sum := sha256.Sum256([]byte(strings.Join(slices.Sorted(slices.Values(lines)), "\n") + "\n"))
	return hex.EncodeToString(sum[:])[:12]
}

func median(times []float64) float64 {
	return slices.Sorted(slices.Values(times))[len(times)/2]
}

// row writes fields as a line.
func row(fields ...any) string {
	text := make([]string, len(fields))
	for i, f := range fields {
		text[i] = fmt.Sprint(f)
	}
	return strings.Join(text, "\t")
}
