package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// page puts what a reader sees between the head and the foot of a page.
func (p *writer) page(body []byte) *Page {
	style := p.style()
	policy := policyFor(append(stylesIn(body), style))
	head := markup{out: &bytes.Buffer{}}
	head.raw("<!DOCTYPE html>\n<html", languageAttribute(cmp.Or(p.lang, journey.English)), ">\n<head>\n<meta charset=\"utf-8\"/>\n")
	head.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"", html.EscapeString(policy), "\"/>\n")
	head.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"", p.schemes(), "\"/>\n")
	head.element("title", p.title())
	head.raw("<style>", style, "</style>\n</head>\n<body>\n")
	head.out.Write(body)
	head.raw("</body>\n</html>\n")
	return &Page{html: head.out.Bytes(), policy: policy}
}

// languageAttribute returns the lang of the page, which adds its words in
// English or in French alone.
func languageAttribute(l journey.Lang) string {
	if l.French() {
		return ` lang="fr"`
	}
	return ` lang="en"`
}

// policyFor returns a policy that allows those styles, and pictures and fonts
// that the page itself holds.
func policyFor(styles []string) string {
	var hashes strings.Builder
	for _, s := range styles {
		sum := sha256.Sum256([]byte(s))
		hashes.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'")
	}
	return "default-src 'none'; style-src" + hashes.String() + "; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
}

// stylesIn returns the styles of the drawings in a body, each once. Text of users
// is escaped there, so that no tag is one of theirs.
func stylesIn(body []byte) []string {
	const begin, end = "<style>", "</style>"
	var list []string
	seen := map[string]bool{}
	for rest := string(body); ; {
		_, after, ok := strings.Cut(rest, begin)
		if !ok {
			return list
		}
		var style string
		style, rest, _ = strings.Cut(after, end)
		if !seen[style] {
			seen[style] = true
			list = append(list, style)
		}
	}
}
