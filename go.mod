module github.com/parcours-go/parcours

go 1.26.0

require github.com/stretchr/testify v1.12.1

require (
	github.com/ajstarks/svgo v0.0.0-20211024235047-1546f124cd8b // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)
