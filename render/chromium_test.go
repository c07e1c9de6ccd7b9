package render_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A browser is a Chromium that is driven through two pipes (Chrome DevTools
// Protocol, messages end in a zero byte).
type browser struct {
	t       *testing.T
	to      *os.File
	from    *bufio.Reader
	last    int
	session string
}

// openBrowser starts Chromium with one page. Where there is none the test is
// skipped, and fails on the machines that are to test everything.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	program := chromium(t)
	profile, err := os.MkdirTemp("", "chromium")
	require.NoError(t, err)
	theirIn, to, err := os.Pipe()
	require.NoError(t, err)
	from, theirOut, err := os.Pipe()
	require.NoError(t, err)
	c := exec.Command(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+profile, "--remote-debugging-pipe", "about:blank")
	c.ExtraFiles = []*os.File{theirIn, theirOut}
	require.NoError(t, c.Start())
	theirIn.Close()
	theirOut.Close()
	t.Cleanup(func() {
		to.Write([]byte(`{"id":0,"method":"Browser.close"}` + "\x00"))
		late := time.AfterFunc(10*time.Second, func() { c.Process.Kill() })
		c.Wait()
		late.Stop()
		to.Close()
		from.Close()
		os.RemoveAll(profile) // as far as its children are done with it
	})
	require.NoError(t, from.SetReadDeadline(time.Now().Add(time.Minute)))
	b := &browser{t: t, to: to, from: bufio.NewReader(from)}
	var page struct{ TargetID string }
	b.ask("Target.createTarget", map[string]any{"url": "about:blank"}, &page)
	var attached struct{ SessionID string }
	b.ask("Target.attachToTarget", map[string]any{"targetId": page.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	return b
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("chromium is missing: install the package chromium of your system")
	}
	t.Skip("chromium is missing: install the package chromium of your system")
	return ""
}

// ask sends a command and reads its result into answer.
func (b *browser) ask(method string, params map[string]any, answer any) {
	b.t.Helper()
	b.last++
	message := map[string]any{"id": b.last, "method": method, "params": params}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	sent, err := json.Marshal(message)
	require.NoError(b.t, err)
	_, err = b.to.Write(append(sent, 0))
	require.NoError(b.t, err)
	for {
		said, err := b.from.ReadBytes(0)
		require.NoError(b.t, err)
		var reply struct {
			ID     int
			Result json.RawMessage
			Error  json.RawMessage
		}
		require.NoError(b.t, json.Unmarshal(said[:len(said)-1], &reply))
		if reply.ID != b.last {
			continue
		}
		require.Nil(b.t, reply.Error, "%s: %s", method, reply.Error)
		if answer != nil {
			require.NoError(b.t, json.Unmarshal(reply.Result, answer))
		}
		return
	}
}

// show fills the page.
func (b *browser) show(html string) {
	b.t.Helper()
	var tree struct {
		FrameTree struct{ Frame struct{ ID string } }
	}
	b.ask("Page.getFrameTree", nil, &tree)
	b.ask("Page.setDocumentContent", map[string]any{"frameId": tree.FrameTree.Frame.ID, "html": html}, nil)
}

// prefers tells the page which colour scheme its reader prefers.
func (b *browser) prefers(scheme string) {
	b.t.Helper()
	b.ask("Emulation.setEmulatedMedia", map[string]any{
		"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}},
	}, nil)
}

// answer runs a script in the page and reads what it is worth.
func (b *browser) answer(script string, into any) {
	b.t.Helper()
	var evaluated struct {
		Result struct{ Value json.RawMessage }
	}
	b.ask("Runtime.evaluate", map[string]any{"expression": script, "returnByValue": true}, &evaluated)
	require.NoError(b.t, json.Unmarshal(evaluated.Result.Value, into))
}

// A heard is what assistive technology is told of a part of the page.
type heard struct{ role, name string }

// hears returns what assistive technology is told, in reading order.
func (b *browser) hears() []heard {
	b.t.Helper()
	type value struct{ Value any }
	var tree struct {
		Nodes []struct {
			NodeID   string
			ChildIDs []string
			Ignored  bool
			Role     value
			Name     value
		}
	}
	b.ask("Accessibility.enable", nil, nil)
	b.ask("Accessibility.getFullAXTree", nil, &tree)
	at := map[string]int{}
	for i, n := range tree.Nodes {
		at[n.NodeID] = i
	}
	var said []heard
	var visit func(i int)
	visit = func(i int) {
		n := tree.Nodes[i]
		if name, _ := n.Name.Value.(string); !n.Ignored {
			role, _ := n.Role.Value.(string)
			said = append(said, heard{role, name})
		}
		for _, id := range n.ChildIDs {
			if child, ok := at[id]; ok {
				visit(child)
			}
		}
	}
	if len(tree.Nodes) > 0 {
		visit(0)
	}
	return said
}
