package examples_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// shown are the packages of statistics, each of whose functions and methods is
// called by an Example with an output: a formula without numbers is only half
// explained.
var shown = []string{
	"kpi/proportion", "kpi/survey", "kpi/churn", "kpi/churn/survival", "kpi/churn/renewal", "kpi/clv", "kpi/attribution",
}

// byInterface are methods that others call: fmt, errors, encoding/json and
// event.Fold.
var byInterface = map[string]bool{"Error": true, "Unwrap": true, "MarshalJSON": true, "UnmarshalJSON": true, "Fresh": true}

func TestEveryStatisticIsCalledByAnExample(t *testing.T) {
	for _, dir := range shown {
		called := calledByExamples(t, dir)
		p := documentation(t, dir)
		functions := p.Funcs
		for _, typ := range p.Types {
			functions = append(append(functions, typ.Funcs...), typ.Methods...)
		}
		require.NotEmpty(t, functions, dir)
		for _, f := range functions {
			if f.Recv == "" || !byInterface[f.Name] {
				assert.True(t, called[f.Name], "no Example with an output in %s calls %s", dir, qualified(f))
			}
		}
	}
}

func qualified(f *doc.Func) string {
	if f.Recv == "" {
		return f.Name
	}
	return "(" + f.Recv + ")." + f.Name
}

// calledByExamples returns the names of the functions and methods that the
// examples of a package call whose output is checked.
func calledByExamples(t *testing.T, dir string) map[string]bool {
	names, err := filepath.Glob(filepath.Join(root, dir, "*_test.go"))
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	called := map[string]bool{}
	for _, example := range doc.Examples(files...) {
		if example.Output == "" && !example.EmptyOutput {
			continue
		}
		ast.Inspect(example.Code, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if function, ok := call.Fun.(*ast.SelectorExpr); ok {
					called[function.Sel.Name] = true
				}
			}
			return true
		})
	}
	return called
}

func TestEveryMeasureOfStatisticsHasALabel(t *testing.T) {
	named := 0
	for _, dir := range shown {
		for _, group := range documentation(t, dir).Consts {
			for _, spec := range group.Decl.Specs {
				value := spec.(*ast.ValueSpec)
				if !strings.HasPrefix(value.Names[0].Name, "Measure") {
					continue
				}
				literal, ok := value.Values[0].(*ast.BasicLit)
				require.True(t, ok, value.Names[0].Name)
				name, err := strconv.Unquote(literal.Value)
				require.NoError(t, err)
				assert.NotEqual(t, name, journey.Measure{Name: name}.Label(journey.French), "%s in %s", name, dir)
				named++
			}
		}
	}
	assert.Positive(t, named)
}
