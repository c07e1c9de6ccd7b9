package main

import (
	"html/template"
	"io"
)

// page shows the drawings of one view after the other. Each stands on the ground
// of its theme.
var page = template.Must(template.New("gallery").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parcours: every view in every theme</title>
<style>
body{margin:0;padding:32px;background:#eceef1;color:#17202c;font:15px/1.5 Helvetica,Arial,sans-serif}
h2{margin:64px 0 8px}
nav a{margin-right:16px;color:#4a3f9f}
.row{display:flex;gap:24px;overflow-x:auto;padding:8px 0;align-items:flex-start}
figure{margin:0;flex:none}
figcaption{font-size:13px;margin-bottom:4px}
svg{display:block;box-shadow:0 1px 4px #0003}
</style>
</head>
<body>
<h1>Every view in every theme</h1>
<nav>{{range .}}<a href="#{{.Name}}">{{.Name}}</a>{{end}}</nav>
{{range .}}<section id="{{.Name}}">
<h2>{{.Name}}</h2>
<div class="row">{{range .Drawings}}
<figure><figcaption>{{.Caption}}</figcaption>{{.SVG}}</figure>{{end}}
</div>
</section>
{{end}}</body>
</html>
`))

// A wall is what the page shows of one view.
type wall struct {
	Name     string
	Drawings []hung
}

type hung struct {
	Caption string
	SVG     template.HTML
}

func writePage(w io.Writer, drawings []drawing) error {
	walls := make([]wall, len(exhibits))
	for i, e := range exhibits {
		walls[i].Name = e.name
		for _, d := range drawings {
			if d.exhibit == e.name {
				walls[i].Drawings = append(walls[i].Drawings, hung{d.name(), template.HTML(d.svg)})
			}
		}
	}
	return page.Execute(w, walls)
}
