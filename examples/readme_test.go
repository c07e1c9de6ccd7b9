package examples_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The Go programs in the README compile and pass vet, as programs of this
// module.
func TestTheGoInTheREADMECompiles(t *testing.T) {
	programs := blocks(t, "go")
	require.NotEmpty(t, programs)
	for i, program := range programs {
		// An overlay lays the program into a folder that does not exist.
		file := filepath.Join(t.TempDir(), "main.go")
		require.NoError(t, os.WriteFile(file, []byte(program), 0o644))
		folder := fmt.Sprintf("readme%d", i)
		here, err := os.Getwd()
		require.NoError(t, err)
		overlay, err := json.Marshal(map[string]any{
			"Replace": map[string]string{filepath.Join(here, folder, "main.go"): file},
		})
		require.NoError(t, err)
		list := filepath.Join(t.TempDir(), "overlay.json")
		require.NoError(t, os.WriteFile(list, overlay, 0o644))
		out, err := exec.Command("go", "build", "-o", os.DevNull, "-overlay", list, "./"+folder).CombinedOutput()
		assert.NoError(t, err, "program %d of the README:\n%s", i+1, out)
	}
}

// Files that the README links to are there.
func TestTheLinksOfTheREADMELead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	links := 0
	for _, part := range strings.Split(string(text), "](")[1:] {
		target, _, _ := strings.Cut(part, ")")
		if strings.Contains(target, "://") || strings.HasPrefix(target, "#") {
			continue
		}
		links++
		_, err := os.Stat(filepath.Join(root, filepath.FromSlash(target)))
		assert.NoError(t, err, target)
	}
	assert.Positive(t, links)
}

// blocks returns the fenced blocks of a language in the README.
func blocks(t *testing.T, language string) []string {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	var list []string
	for _, part := range strings.Split(string(text), "```"+language+"\n")[1:] {
		block, _, closed := strings.Cut(part, "\n```")
		require.True(t, closed)
		list = append(list, block)
	}
	return list
}
