package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Once anything reachable calls reflect.Value.MethodByName with a name that is
// no constant, or Method, the linker keeps every exported method of every type,
// and the module grows by a fifth. The validator does so without the tag.
func TestTheLinkerDropsMethodsThatNothingCalls(t *testing.T) {
	deps := string(built(t).deps)
	assert.True(t, strings.Contains(deps, "wasm/bridge.Call"), "the linker tells what it links")
	for line := range strings.Lines(deps) {
		assert.NotContains(t, line, "<ReflectMethod>")
	}
}

func TestHeavyPackagesStayOutOfTheModule(t *testing.T) {
	c := exec.Command("go", "list", "-deps", "-tags", tag, ".")
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	linked := strings.Fields(string(run(t, c)))
	assert.Contains(t, linked, "github.com/parcours-go/parcours/wasm/bridge")
	for _, heavy := range []string{
		"text/template", "html/template", "net/http", "log/slog", "testing", "time/tzdata",
		"github.com/stretchr/testify/assert", "github.com/parcours-go/parcours/journey/journeytest",
	} {
		assert.NotContains(t, linked, heavy)
	}
}
