package examples_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	root   = ".."
	module = "github.com/parcours-go/parcours"
)

// layering is a statement of policy: a package may import those on the lines
// above its own, and what stands behind its colon. Do not change it to make a
// build pass; change the build.
const layering = `
persona/field:            github.com/go-playground/validator/v10
persona:
persona/segment:
journey:
journey/event:
journey/template:
journey/journeytest:
kpi/internal/special:
kpi/internal/mle:
kpi/internal/table:
kpi/internal/calendar:
kpi/internal/stat:
kpi/internal/bind:
kpi/internal/figure:
kpi/internal/sharedtest:
kpi/pattern:
kpi/funnel:
kpi/flow:
kpi/dwell:
kpi/cart:
kpi/retention:
kpi/conformance:
kpi/attribution:
kpi/friction:
kpi/proportion:
kpi/survey:
kpi/comparison:
kpi/churn/survival:
kpi/churn/renewal:
kpi/churn:
kpi/clv:
kpi:
render/scene:
render/font:
render/svg:               github.com/ajstarks/svgo/float
render/internal/text:
render/internal/layout:
render/internal/plot:
render:
render/report:
wasm/bridge:
wasm:
examples/internal/usage:
examples/internal/progress:
examples:
`

// banned packages swell the WebAssembly module: the linker cannot drop methods
// once they are reached, or they are large.
var banned = []string{"text/template", "html/template", "log/slog", "regexp", "net/http", "testing"}

func TestPackagesImportOnlyWhatIsAboveThem(t *testing.T) {
	rank, extra := policy(t)
	for dir, imports := range imports(t) {
		level, known := rankOf(rank, dir)
		if !assert.True(t, known, "%s has no line in the layering", dir) {
			continue
		}
		for _, imported := range imports {
			inside, own := strings.CutPrefix(imported, module+"/")
			switch {
			case own:
				below, _ := rankOf(rank, inside)
				assert.Less(t, below, level, "%s imports %s", dir, inside)
			case strings.Contains(strings.Split(imported, "/")[0], "."):
				assert.Contains(t, extra[dir], imported, "%s imports %s", dir, imported)
			default:
				if !strings.HasPrefix(dir, "examples") {
					assert.NotContains(t, banned, imported, "%s", dir)
				}
			}
		}
	}
}

func policy(t *testing.T) (rank map[string]int, extra map[string][]string) {
	rank, extra = map[string]int{}, map[string][]string{}
	for line := range strings.Lines(layering) {
		name, allowed, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			require.Empty(t, name)
			continue
		}
		rank[name] = len(rank)
		extra[name] = strings.Fields(allowed)
	}
	return rank, extra
}

// rankOf returns the rank of a package. The programs in examples share one.
func rankOf(rank map[string]int, dir string) (int, bool) {
	level, known := rank[dir]
	if !known && strings.HasPrefix(dir, "examples/") {
		level, known = rank["examples"]
	}
	return level, known
}

// imports returns what the files of each package import, tests left out.
func imports(t *testing.T) map[string][]string {
	all := map[string][]string{}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly|parser.ParseComments)
		require.NoError(t, err)
		if ignored(parsed.Comments) {
			continue
		}
		dir := path.Dir(file)
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			all[dir] = append(all[dir], name)
		}
	}
	return all
}

// goFiles returns the Go files of the module by their slash paths.
func goFiles(t *testing.T) []string {
	var files []string
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		base := filepath.Base(name)
		if err == nil && entry.IsDir() && (base == "node_modules" || base == "testdata" || (base != ".." && base[0] == '.')) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(base, ".go") {
			relative, _ := filepath.Rel(root, name)
			files = append(files, filepath.ToSlash(relative))
		}
		return err
	})
	require.NoError(t, err)
	return files
}

func TestNothingElseStandsAtTheTop(t *testing.T) {
	fixed := []string{"journey", "persona", "kpi", "render", "wasm", "examples", "go.mod", "go.sum", "README.md", "LICENSE"}
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	require.NoError(t, err)
	for line := range strings.Lines(string(ignored)) { // what the examples write
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "/"); ok {
			fixed = append(fixed, name)
		}
	}
	entries, err := filepath.Glob(filepath.Join(root, "*"))
	require.NoError(t, err)
	for _, entry := range entries {
		name := filepath.Base(entry)
		assert.True(t, name[0] == '.' || slices.Contains(fixed, name), "%s stands at the top", name)
	}
}
