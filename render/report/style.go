package report

import (
	"cmp"
	"reflect"
	"strings"

	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// The style of the page. Its colours are properties, which the themes set.
const layoutStyle = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 Helvetica,Arial,"Liberation Sans",Arimo,sans-serif}
header,nav,main{max-width:1200px;margin:0 auto;padding:0 24px}
header{padding-top:48px}
h1{font-size:32px;line-height:1.2;margin:4px 0 12px}
h2{font-size:22px;line-height:1.3;margin:56px 0 16px;padding-top:16px;border-top:1px solid var(--line)}
p{margin:0 0 12px;max-width:70ch}
.kind{color:var(--accent);font-size:13px;font-weight:bold;letter-spacing:.04em;text-transform:uppercase;margin:0}
.lead{font-size:18px;color:var(--muted)}
.evidence,.note{color:var(--muted);font-size:14px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;margin:20px 0 0;padding:0;font-size:14px}
a{color:var(--accent)}
main{padding-bottom:64px}
figure{margin:0 0 32px}
.drawing,.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}
.drawing{border:1px solid var(--line);border-radius:8px;width:max-content;max-width:calc(100vw - 48px);margin-left:50%;transform:translateX(-50%)}
.drawing svg{display:block;margin:0 auto}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
details{margin-top:8px}
summary{cursor:pointer;color:var(--accent);font-size:14px;padding:4px 0}
table{border-collapse:collapse;font-size:14px;line-height:1.4;margin:0 0 24px}
caption{text-align:left;font-weight:bold;padding:12px 0 6px;font-size:16px}
th,td{text-align:left;vertical-align:top;padding:6px 24px 6px 0;border-bottom:1px solid var(--line);overflow-wrap:break-word;max-width:48ch}
th:last-child,td:last-child{padding-right:0}
small{color:var(--muted);font-size:12px}
thead th{color:var(--muted);font-weight:normal;border-bottom:1px solid var(--muted)}
tbody th{font-weight:normal}
.number{text-align:right;font-variant-numeric:tabular-nums}
.phone,.sheet{display:none}
@media screen and (max-width:700px){.screen{display:none}.phone{display:block;overflow-x:auto}header,nav,main{padding-left:16px;padding-right:16px}.drawing{max-width:100%;margin-left:0;transform:none}h1{font-size:26px}}
@media print{
@page{size:A4;margin:14mm}
@page sheet{size:A4 landscape;margin:0}
.screen-only{display:none}
.sheet{display:block;page:sheet;width:297mm;height:209.9mm;overflow:hidden;break-after:page;break-inside:avoid}
.sheet svg{display:block;width:297mm;height:auto}
body{font-size:11pt}
details{display:none}
nav ul{display:block}
a{color:inherit;text-decoration:none}
table{font-size:9pt}
small{font-size:7pt}
th,td{padding-right:10px}
header,main{max-width:none;padding-left:0;padding-right:0}
h2{break-after:avoid;margin-top:24pt}
figure,tr{break-inside:avoid}
thead{display:table-header-group}
.drawing,.scroll{overflow:visible;border:0}
.drawing svg{max-width:100%;max-height:250mm;height:auto}
}
`

// style returns the style of the page in its colours.
func (p *writer) style() string {
	theme, dark := p.themes()
	style := ":root{" + properties(theme) + "}" + layoutStyle
	if !isZero(dark) {
		style += "@media screen and (prefers-color-scheme:dark){:root{" + properties(dark) + "}}\n"
	}
	return style
}

// themes returns the colours of the page, and those for readers who like it
// dark, or a zero theme if all are to see the same.
func (p *writer) themes() (theme, dark render.Theme) {
	if isZero(p.opt.Theme) && isZero(p.opt.Dark) {
		return render.Light(), render.Dark()
	}
	return p.opt.Theme, p.opt.Dark
}

func isZero(t render.Theme) bool { return reflect.ValueOf(t).IsZero() }

// schemes returns the colour schemes that the page has.
func (p *writer) schemes() string {
	if _, dark := p.themes(); isZero(dark) {
		return "normal"
	}
	return "light dark"
}

// properties writes the colours that the style has names for. What a theme
// leaves out is that of Light.
func properties(t render.Theme) string {
	light := render.Light()
	var b strings.Builder
	for _, c := range []struct {
		name       string
		own, usual scene.Paint
	}{
		{"page", t.Background, light.Background}, {"ink", t.Ink, light.Ink}, {"muted", t.Muted, light.Muted},
		{"line", t.Line, light.Line}, {"accent", t.Accent.Ink, light.Accent.Ink},
	} {
		b.WriteString("--" + c.name + ":" + cmp.Or(c.own, c.usual).String() + ";")
	}
	return b.String()
}
