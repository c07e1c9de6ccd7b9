// Package sharedtest is what tests of kpi share: the data that they are held
// against, and what is asked of every analysis. The data are no part of the
// module: they lie in the folder "shared" beside it, or where the environment
// variable PARCOURS_SHARED says.
package sharedtest

import (
	"os"
	"path/filepath"
)

// A T is what tests and benchmarks have.
type T interface {
	Helper()
	Skipf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Open opens a file, named from the folder with slashes, until the test ends.
// Where there is none it skips the test, and fails it in CI, which has them.
func Open(t T, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(root(), filepath.FromSlash(name)))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("no shared data: %v", err)
	case err != nil:
		t.Skipf("no shared data here (%v): set PARCOURS_SHARED", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// root returns the folder, as the tests of any package of the module see it:
// beside the module, whose root is the nearest folder with a go.mod.
func root() string {
	if set := os.Getenv("PARCOURS_SHARED"); set != "" {
		return set
	}
	up := "."
	for range 8 {
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil {
			break
		}
		up = filepath.Join(up, "..")
	}
	return filepath.Join(up, "..", "shared")
}
