package main

import (
	"bytes"
	"encoding/xml"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryViewHangsInEveryThemeAndLanguage(t *testing.T) {
	folder := t.TempDir()
	var stdout, stderr bytes.Buffer
	require.NoError(t, run([]string{"-out", folder, "-svg"}, &stdout, &stderr), stderr.String())
	page, err := os.ReadFile(filepath.Join(folder, "gallery.html"))
	require.NoError(t, err)
	want := len(exhibits) * len(languages) * (len(themes) + 1) // one more at the width of a phone
	assert.Equal(t, want, bytes.Count(page, []byte("<svg ")))
	assert.Contains(t, stderr.String(), "100%")
	files, err := filepath.Glob(filepath.Join(folder, "*.svg"))
	require.NoError(t, err)
	assert.Len(t, files, want)
	for _, name := range files {
		svg, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.NoError(t, xml.Unmarshal(svg, new(struct{})), name)
		assert.Less(t, len(svg), 80_000, name)
	}
	ids := regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(string(page), -1)
	seen := map[string]bool{}
	for _, id := range ids {
		assert.False(t, seen[id[1]], "the id %s stands twice on the page", id[1])
		seen[id[1]] = true
	}
}

var update = flag.Bool("update", false, "rewrite the committed pictures")

// shown are the pictures of the README, which follow the colour scheme of its
// reader. -update rewrites them.
var shown = []string{"Funnel", "Flow", "Cohorts", "Compare"}

func TestTheCommittedPicturesAreInStep(t *testing.T) {
	data, err := openShop(journey.English)
	require.NoError(t, err)
	for _, name := range shown {
		i := slices.IndexFunc(exhibits, func(e exhibit) bool { return e.name == name })
		require.GreaterOrEqual(t, i, 0, name)
		got, err := draw(exhibits[i].view(data), &render.Options{Dark: render.Dark()})
		require.NoError(t, err)
		committed := filepath.Join("output", strings.ToLower(name)+".svg")
		if *update {
			require.NoError(t, os.MkdirAll("output", 0o755))
			require.NoError(t, os.WriteFile(committed, got, 0o644))
		}
		want, err := os.ReadFile(committed)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(want, got), "%s changed: look at it, and run with -update if it should", committed)
	}
}

// A view is a type of package render with a method Scene.
func TestNoViewIsLeftOut(t *testing.T) {
	var hung []string
	for _, e := range exhibits {
		hung = append(hung, e.name)
	}
	files, err := filepath.Glob("../../render/*.go")
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Scene" {
				continue
			}
			if receiver, ok := f.Recv.List[0].Type.(*ast.Ident); ok && receiver.IsExported() {
				assert.True(t, slices.ContainsFunc(hung, func(name string) bool {
					view, _, _ := strings.Cut(name, "-")
					return view == receiver.Name
				}), "%s is no exhibit", receiver.Name)
			}
		}
	}
}

func TestBadFlagsAreErrors(t *testing.T) {
	var out bytes.Buffer
	assert.ErrorContains(t, run([]string{"-out", filepath.Join(t.TempDir(), "missing")}, &out, &out), "no such folder")
	assert.Error(t, run([]string{"-unknown"}, &out, &out))
}
