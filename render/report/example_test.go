package report_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/render/report"
)

// A map that nobody has measured yet is a page, too.
func ExampleHTML() {
	m := &journey.Map{Title: "Buying shoes", Stages: []journey.Stage{{Name: "Choose"}, {Name: "Buy"}}}
	var page strings.Builder
	if err := report.HTML(&page, &kpi.Report{Map: m}, nil); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Contains(page.String(), "<title>Buying shoes</title>"))
	fmt.Println(strings.Contains(page.String(), "<script"))
	// Output:
	// true
	// false
}

// A server sends the policy of the page along, so that nothing else can run.
func ExamplePage_Policy() {
	page, err := report.Build(&kpi.Report{Map: &journey.Map{Stages: []journey.Stage{{Name: "Buy"}}}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for directive := range strings.SplitSeq(page.Policy(), "; ") {
		name, _, _ := strings.Cut(directive, " ")
		fmt.Println(name)
	}
	// Output:
	// default-src
	// style-src
	// img-src
	// font-src
	// base-uri
	// form-action
}
