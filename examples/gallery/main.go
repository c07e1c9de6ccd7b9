// Command gallery draws every view in every theme and in both languages on one
// page, with the data of a synthetic shop:
//
//	go run ./examples/gallery
//
// It writes gallery.html into the working directory; open it in a browser. With
// -svg it writes each drawing into a file of its own, too, named after its view,
// theme, language and width.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parcours-go/parcours/examples/internal/progress"
	"github.com/parcours-go/parcours/journey"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("gallery", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", ".", "write gallery.html into this `folder`")
	each := flags.Bool("svg", false, "write each drawing into a file of its own, too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if folder, err := os.Stat(*out); err != nil || !folder.IsDir() {
		return fmt.Errorf("-out %s: no such folder", *out)
	}
	drawings, err := hang(progress.To(stderr, "drawing"))
	if err != nil {
		return err
	}
	if *each {
		for _, d := range drawings {
			if err := os.WriteFile(filepath.Join(*out, d.name()+".svg"), d.svg, 0o644); err != nil {
				return err
			}
		}
	}
	name := filepath.Join(*out, "gallery.html")
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := writePage(file, drawings); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%d drawings of %d views in %s\n", len(drawings), len(exhibits), name)
	return err
}

// languages are those in which everything is drawn.
var languages = []journey.Lang{journey.English, journey.French}
