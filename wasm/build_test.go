package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	update  = flag.Bool("update", false, "rewrite size.txt")
	scratch string // a folder for the whole run
)

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if scratch, err = os.MkdirTemp("", "parcours"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// A module is the WebAssembly module as it was built for this run.
type module struct {
	path string
	deps []byte // which symbol needs which, as the linker sees it
}

const tag = "validator_novalidatefn"

var build = sync.OnceValues(func() (module, error) {
	m := module{path: filepath.Join(scratch, "parcours.wasm")}
	c := exec.Command("go", "build", "-buildmode=c-shared", "-tags", tag,
		"-trimpath", "-ldflags=-s -w -dumpdep", "-o", m.path, ".")
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	var err error
	if m.deps, err = c.CombinedOutput(); err != nil {
		return m, fmt.Errorf("%v\n%.4000s", err, m.deps)
	}
	return m, nil
})

func built(t *testing.T) module {
	t.Helper()
	m, err := build()
	require.NoError(t, err)
	return m
}

// need returns the path of the first of the programs that is there. Where none
// is, the test is skipped, but not in CI.
func need(t *testing.T, how string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: %s", names[0], how)
	}
	t.Skipf("%s is missing: %s", names[0], how)
	return ""
}

func needNode(t *testing.T) string {
	t.Helper()
	return need(t, "install Node 20.16 or later, from nodejs.org or as the package nodejs of your system", "node", "nodejs")
}

// install puts the npm package with its module where a program in the returned
// folder can import it: the files that package.json lists and no others.
func install(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	home := filepath.Join(folder, "node_modules", "parcours")
	require.NoError(t, os.MkdirAll(home, 0o755))
	var manifest struct{ Files []string }
	text := read(t, "js/package.json")
	require.NoError(t, json.Unmarshal(text, &manifest))
	write(t, filepath.Join(home, "package.json"), text)
	for _, name := range manifest.Files {
		from := filepath.Join("js", name)
		if name == "parcours.wasm" {
			from = built(t).path
		}
		write(t, filepath.Join(home, name), read(t, from))
	}
	return folder
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return data
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(name, data, 0o644))
}

// run runs a program and returns what it wrote.
func run(t *testing.T, c *exec.Cmd) []byte {
	t.Helper()
	var errors bytes.Buffer
	c.Stderr = &errors
	out, err := c.Output()
	require.NoError(t, err, "%s\n%s", out, errors.Bytes())
	return out
}
