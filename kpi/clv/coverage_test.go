package clv

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// Every published or computed case of this package is asked for, by its id or by
// how that begins, in a test of this package. Those of renewals, pred50.sbg, are
// tested in churn/renewal.
func TestEveryCaseHasACheck(t *testing.T) {
	asked := askedFor(t)
	for _, n := range sharedtest.Numbers(t, "mle40.", "pred50.", "clv.", "cdnow.", "bgbb.", "btyd.", "fhs2010.", "gammagamma.", "mbgnbd.", "paretonbd.", "pymc.") {
		if n.ID == "pred50.sbg" {
			continue
		}
		found := false
		for _, begin := range asked {
			found = found || strings.HasPrefix(n.ID, begin)
		}
		assert.True(t, found, "%s: a case without a check", n.ID)
	}
}

// askedFor returns the text constants of the other tests that may be ids.
func askedFor(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var list []string
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "_test.go") || e.Name() == "coverage_test.go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
				id, err := strconv.Unquote(text.Value)
				require.NoError(t, err)
				if area, name, ok := strings.Cut(id, "."); ok && area != "" && name != "" {
					list = append(list, id)
				}
			}
			return true
		})
	}
	return list
}
