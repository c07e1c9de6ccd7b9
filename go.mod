module github.com/parcours-go/parcours

go 1.26.0
