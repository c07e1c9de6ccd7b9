package examples_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each public package has its API as text in testdata/api.txt: a change of the
// API is a change that a reviewer sees. -update rewrites the files.
func TestAPITextIsInStep(t *testing.T) {
	for _, dir := range publicPackages(t) {
		t.Run(dir, func(t *testing.T) {
			golden := filepath.Join(root, dir, "testdata", "api.txt")
			got := apiText(t, dir)
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(golden), 0o755))
				require.NoError(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err, "run with -update")
			assert.Equal(t, string(want), string(got), "the API changed: run with -update if it should")
		})
	}
}

func TestEveryExportedNameIsDocumented(t *testing.T) {
	for _, dir := range publicPackages(t) {
		p := documentation(t, dir)
		assert.NotEmpty(t, p.Doc, "package %s", dir)
		for _, f := range p.Funcs {
			assert.NotEmpty(t, f.Doc, "%s.%s", dir, f.Name)
		}
		for _, typ := range p.Types {
			assert.NotEmpty(t, typ.Doc, "%s.%s", dir, typ.Name)
			for _, f := range append(typ.Funcs, typ.Methods...) {
				assert.NotEmpty(t, f.Doc, "%s.%s.%s", dir, typ.Name, f.Name)
			}
		}
		for _, v := range append(p.Consts, p.Vars...) {
			assert.NotEmpty(t, v.Doc, "%s.%v", dir, v.Names)
		}
	}
}

// publicPackages returns the folders of the packages that users import.
func publicPackages(t *testing.T) []string {
	var dirs []string
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		dir := path.Dir(file)
		private := strings.Contains(dir, "internal") || strings.HasPrefix(dir, "examples") || dir == "wasm"
		if !seen[dir] && !private {
			dirs = append(dirs, dir)
		}
		seen[dir] = true
	}
	require.NotEmpty(t, dirs)
	return dirs
}

func documentation(t *testing.T, dir string) *doc.Package {
	fset := token.NewFileSet()
	names, err := fs.Glob(os.DirFS(filepath.Join(root, dir)), "*.go")
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(root, dir, name), nil, parser.ParseComments)
		require.NoError(t, err)
		if !ignored(file.Comments) {
			files = append(files, file)
		}
	}
	p, err := doc.NewFromFiles(fset, files, module+"/"+dir)
	require.NoError(t, err)
	return p
}

// ignored reports whether a file is not part of its package.
func ignored(comments []*ast.CommentGroup) bool {
	for _, group := range comments {
		for _, comment := range group.List {
			if comment.Text == "//go:build ignore" {
				return true
			}
		}
	}
	return false
}

// apiText is the exported declarations of a package without comments and
// bodies, in the order of its documentation.
func apiText(t *testing.T, dir string) []byte {
	p := documentation(t, dir)
	var b bytes.Buffer
	b.WriteString("package " + p.Name + "\n")
	values := func(list []*doc.Value) {
		for _, v := range list {
			writeDeclaration(t, &b, v.Decl)
		}
	}
	functions := func(list []*doc.Func) {
		for _, f := range list {
			f.Decl.Body = nil
			writeDeclaration(t, &b, f.Decl)
		}
	}
	values(p.Consts)
	values(p.Vars)
	functions(p.Funcs)
	for _, typ := range p.Types {
		writeDeclaration(t, &b, typ.Decl)
		values(typ.Consts)
		values(typ.Vars)
		functions(typ.Funcs)
		functions(typ.Methods)
	}
	return b.Bytes()
}

func writeDeclaration(t *testing.T, b *bytes.Buffer, declaration ast.Decl) {
	ast.Inspect(declaration, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			n.Doc = nil
		case *ast.FuncDecl:
			n.Doc = nil
		case *ast.Field:
			n.Doc, n.Comment = nil, nil
		case *ast.ValueSpec:
			n.Doc, n.Comment = nil, nil
		case *ast.TypeSpec:
			n.Doc, n.Comment = nil, nil
		}
		return true
	})
	b.WriteString("\n")
	config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
	require.NoError(t, config.Fprint(b, token.NewFileSet(), declaration))
	b.WriteString("\n")
}
