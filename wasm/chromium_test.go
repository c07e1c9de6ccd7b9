package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// page is a page as strict as a bank's: it runs only scripts of its own server.
const page = `<!doctype html><meta charset="utf-8"><title>Parcours</title><script type="module" src="page.js"></script>`

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

const script = `import { load } from './parcours/index.js';

const send = (path, body) => fetch(path, { method: 'POST', body });
try {
  const [parcours, events] = await Promise.all([load(), fetch('events.csv').then((r) => r.arrayBuffer())]);
  const report = parcours.analyze({ template: 'ecommerce', lang: 'fr' }, events);
  const svg = parcours.render(report.map);
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
  if (drawn.querySelector('parsererror')) throw new Error('not well-formed');
  await send('result', svg);
} catch (error) {
  await send('failure', String(error?.stack ?? error));
}
`

// A page loads the module, measures a log and draws what the native build
// draws.
func TestInChromium(t *testing.T) {
	chromium := need(t, "install the package chromium of your system", "chromium", "chromium-browser", "google-chrome")
	events := shopCSV(t, 500, 7)
	results, failures := make(chan string, 1), make(chan string, 1)
	server := httptest.NewServer(site(install(t), events, results, failures))
	defer server.Close()

	c := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+filepath.Join(scratch, "chromium"), server.URL)
	require.NoError(t, c.Start())
	defer func() {
		c.Process.Kill()
		c.Wait()
	}()
	select {
	case got := <-results:
		assert.True(t, string(drawing(t, "fr", events)) == got, "the drawing is that of the native build")
	case failure := <-failures:
		assert.Fail(t, failure)
	case <-time.After(time.Minute):
		assert.Fail(t, "no result after a minute")
	}
}

func site(folder string, events []byte, results, failures chan<- string) http.Handler {
	static := func(kind string, text []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", policy)
			w.Write(text)
		}
	}
	receive := func(to chan<- string) http.HandlerFunc {
		return func(_ http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			to <- string(body)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", static("text/html; charset=utf-8", []byte(page)))
	mux.HandleFunc("GET /page.js", static("text/javascript", []byte(script)))
	mux.HandleFunc("GET /events.csv", static("text/csv", events))
	mux.Handle("GET /parcours/", http.StripPrefix("/parcours/", http.FileServer(http.Dir(filepath.Join(folder, "node_modules", "parcours")))))
	mux.HandleFunc("POST /result", receive(results))
	mux.HandleFunc("POST /failure", receive(failures))
	return mux
}
