package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sizes are numbers of bytes.
type sizes struct{ raw, gzip, brotli int }

const sizeText = `The size of parcours.wasm in bytes, built with %s as doc.go says.
raw     %9d  the file
gzip    %9d  what travels to a page, gzip -9
brotli  %9d  what travels to a page, brotli -q 11 with a window of 2^24
`

const weigh = `
import fs from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
const bytes = fs.readFileSync(process.argv[2]);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, process.argv[3] ? brotliCompressSync(bytes, { params }).length : 0);
`

// A page waits for every byte, so that each that comes is to be seen. Brotli at
// its best takes half a minute, which is only spent in CI and with -update.
func TestTheSizeIsTheOneThatIsWritten(t *testing.T) {
	node := needNode(t)
	t.Parallel()
	args := []string{"--input-type=module", "-", built(t).path}
	thorough := *update || os.Getenv("CI") == "true"
	if thorough {
		args = append(args, "brotli")
	}
	c := exec.Command(node, args...)
	c.Stdin = strings.NewReader(weigh)
	var got sizes
	_, err := fmt.Sscan(string(run(t, c)), &got.raw, &got.gzip, &got.brotli)
	require.NoError(t, err)
	t.Logf("raw %d, gzip %d, brotli %d (0: not measured)", got.raw, got.gzip, got.brotli)
	if *update {
		write(t, "size.txt", fmt.Appendf(nil, sizeText, release(), got.raw, got.gzip, got.brotli))
	}
	by, want := readSizes(t)
	if by != release() {
		t.Skipf("size.txt is that of %s, and this is %s", by, release())
	}
	near(t, "raw", want.raw, got.raw)
	near(t, "gzip", want.gzip, got.gzip)
	if thorough {
		near(t, "brotli", want.brotli, got.brotli)
	}
}

// readSizes reads size.txt: the release in its first line, and the number in
// each of the others.
func readSizes(t *testing.T) (release string, s sizes) {
	t.Helper()
	lines := strings.Split(string(read(t, "size.txt")), "\n")
	require.Len(t, lines, 5)
	_, release, _ = strings.Cut(lines[0], "built with ")
	release, _, _ = strings.Cut(release, " ")
	for i, n := range []*int{&s.raw, &s.gzip, &s.brotli} {
		var name string
		_, err := fmt.Sscan(lines[i+1], &name, n)
		require.NoError(t, err)
	}
	return release, s
}

func near(t *testing.T, what string, want, got int) {
	t.Helper()
	off := math.Abs(float64(got)/float64(want) - 1)
	assert.LessOrEqual(t, off, 0.03, "%s: size.txt says %d bytes, and it has %d: if that is worth it, run with -update and say why", what, want, got)
}

// release returns the release of Go without its patches: "go1.26".
func release() string {
	parts := strings.SplitN(runtime.Version(), ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}
