package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/wasm/bridge"
)

// The tests of the client are in js/test. One of them sends every request that
// stands in the folder and compares the replies with those of the native build.
func TestUnderNode(t *testing.T) {
	node := needNode(t)
	t.Parallel()
	folder := install(t)
	tests := []string{"--test", "--test-reporter=spec"}
	names, err := filepath.Glob("js/test/*.mjs")
	require.NoError(t, err)
	for _, name := range names {
		write(t, filepath.Join(folder, filepath.Base(name)), read(t, name))
		if strings.HasSuffix(name, ".test.mjs") {
			tests = append(tests, filepath.Base(name))
		}
	}
	c := exec.Command(node, tests...)
	c.Dir = folder
	c.Env = append(os.Environ(), "PARCOURS_REQUESTS="+writeRequests(t), "NO_COLOR=1")
	t.Logf("%s", run(t, c))
}

// writeRequests writes what to send and what to receive, three files a request.
func writeRequests(t *testing.T) (folder string) {
	folder = t.TempDir()
	for i, r := range requests(t) {
		text := r.bytes(t)
		base := filepath.Join(folder, fmt.Sprintf("%03d", i))
		write(t, base+".method", []byte(r.method+"\n"+r.name))
		write(t, base+".request", text)
		write(t, base+".reply", bridge.Call(r.method, text))
	}
	return folder
}

// The first program of the README of the client runs, and draws what the native
// build draws.
func TestTheProgramOfTheREADME(t *testing.T) {
	node := needNode(t)
	_, program, ok := strings.Cut(string(read(t, "js/README.md")), "```js\n")
	require.True(t, ok)
	program, _, _ = strings.Cut(program, "```")
	_, events, _ := strings.Cut(program, "`")
	events, _, _ = strings.Cut(events, "`")

	folder := install(t)
	write(t, filepath.Join(folder, "program.mjs"), []byte(program+"\nprocess.stdout.write(svg);"))
	c := exec.Command(node, "program.mjs")
	c.Dir = folder
	assert.True(t, string(drawing(t, "en", []byte(events))) == string(run(t, c)))
}

// The JavaScript in the README of the project runs in a page of which nothing is
// there but what it uses, and draws what the native build draws.
func TestTheJavaScriptOfTheProject(t *testing.T) {
	node := needNode(t)
	_, program, ok := strings.Cut(string(read(t, "../README.md")), "```js\n")
	require.True(t, ok)
	program, _, _ = strings.Cut(program, "```")
	events := "user_id,time,event\nann,2026-03-01T10:00:00Z,product_view\nann,2026-03-01T10:05:00Z,purchase\n"
	folder := install(t)
	write(t, filepath.Join(folder, "page.mjs"), []byte(strings.Join([]string{
		strings.ReplaceAll(program, "./wasm/js/index.js", "parcours"),
		"process.stdout.write(document.body.innerHTML);",
	}, "\n")))
	write(t, filepath.Join(folder, "host.mjs"), []byte(
		"globalThis.document = { body: {} };\nconsole.log = () => {};\n"+
			fmt.Sprintf("globalThis.fetch = async () => new Response(%q);\n", events)))
	c := exec.Command(node, "--import", "./host.mjs", "page.mjs")
	c.Dir = folder
	assert.True(t, string(drawing(t, "en", []byte(events))) == string(run(t, c)))
}

// drawing returns a template measured and drawn by the native build.
func drawing(t *testing.T, lang string, events []byte) []byte {
	t.Helper()
	report := request{"", "analyze", object{"template": "ecommerce", "lang": lang}, events}
	return request{"", "render", object{}, mapOf(t, report.reply(t))}.reply(t)
}
