package journey

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A schemaNode is a JSON Schema, as far as journey.schema.json uses one. Its
// keywords are in the order in which they are written.
type schemaNode struct {
	Schema      string        `json:"$schema,omitempty"`
	ID          string        `json:"$id,omitempty"`
	Title       string        `json:"title,omitempty"`
	Description string        `json:"description,omitempty"`
	Ref         string        `json:"$ref,omitempty"`
	Type        string        `json:"type,omitempty"`
	Format      string        `json:"format,omitempty"`
	Enum        []string      `json:"enum,omitempty"`
	Const       *float64      `json:"const,omitempty"`
	Examples    []string      `json:"examples,omitempty"`
	MinLength   int           `json:"minLength,omitempty"`
	Pattern     string        `json:"pattern,omitempty"`
	Minimum     *float64      `json:"minimum,omitempty"`
	Maximum     *float64      `json:"maximum,omitempty"`
	AnyOf       []*schemaNode `json:"anyOf,omitempty"`
	Items       *schemaNode   `json:"items,omitempty"`
	Properties  schemaFields  `json:"properties,omitempty"`
	Required    []string      `json:"required,omitempty"`
	Closed      *bool         `json:"additionalProperties,omitempty"`
	Defs        schemaFields  `json:"$defs,omitempty"`
}

// schemaFields are schemas by name, in an order that is kept.
type schemaFields []schemaField

type schemaField struct {
	name string
	node *schemaNode
}

func (f schemaFields) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, field := range f {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(strconv.AppendQuote(b, field.name), ':')
		node, err := marshalPlain(field.node)
		if err != nil {
			return nil, err
		}
		b = append(b, node...)
	}
	return append(b, '}'), nil
}

func marshalPlain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// generateSchema makes the schema of a Map from its Go types: keys and what is
// required from json tags, formats and ranges from validate tags, descriptions
// from comments, examples from constants.
func generateSchema(t *testing.T) []byte {
	g := schemaGenerator{comments: readComments(t, ".", "../persona")}
	root := g.object(reflect.TypeFor[Map]())
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.ID = "https://raw.githubusercontent.com/parcours-go/parcours/main/journey/journey.schema.json"
	root.Title = "Customer journey map"
	slices.SortFunc(g.defs, func(a, b schemaField) int { return strings.Compare(a.name, b.name) })
	root.Defs = g.defs
	plain, err := marshalPlain(root)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, json.Indent(&b, plain, "", "  "))
	return b.Bytes()
}

type schemaGenerator struct {
	comments comments
	defs     schemaFields
}

func (g *schemaGenerator) object(t reflect.Type) *schemaNode {
	node := &schemaNode{Type: "object", Description: g.comments.text[t.Name()], Closed: new(false)}
	f := form{keys: make(map[reflect.Type][]jsonKey)}
	for i, key := range f.keysOf(t) {
		field := t.Field(i)
		child := g.value(field.Type, field.Tag.Get("validate"))
		if text := g.comments.text[t.Name()+"."+field.Name]; text != "" {
			child.Description = text
		}
		node.Properties = append(node.Properties, schemaField{key.name, child})
		if key.always {
			node.Required = append(node.Required, key.name)
		}
	}
	return node
}

// value returns the schema of a t whose rules are those of a validate tag.
func (g *schemaGenerator) value(t reflect.Type, rules string) *schemaNode {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	own, items, _ := strings.Cut(rules, "dive")
	switch sortOf(t) {
	case aList:
		return &schemaNode{Type: "array", Items: g.value(t.Elem(), strings.TrimPrefix(items, ","))}
	case anObject:
		return g.reference(t)
	case aBoolean:
		return &schemaNode{Type: "boolean"}
	case aNumber:
		return g.number(t, own)
	}
	return g.text(t, own)
}

func (g *schemaGenerator) reference(t reflect.Type) *schemaNode {
	if !slices.ContainsFunc(g.defs, func(f schemaField) bool { return f.name == t.Name() }) {
		g.defs = append(g.defs, schemaField{t.Name(), nil}) // no second one from within
		node := g.object(t)
		i := slices.IndexFunc(g.defs, func(f schemaField) bool { return f.name == t.Name() })
		g.defs[i].node = node
	}
	return &schemaNode{Ref: "#/$defs/" + t.Name()}
}

func (g *schemaGenerator) number(t reflect.Type, rules string) *schemaNode {
	node := &schemaNode{Type: "number", Description: g.comments.text[t.Name()]}
	if reflect.Zero(t).CanInt() {
		node.Type = "integer"
	}
	low, high := toNumber(rule(rules, "gte")), toNumber(rule(rules, "lte"))
	if low != nil && *low > 0 && optional(rules) { // 0 is as good as leaving it out
		node.AnyOf = []*schemaNode{{Const: new(0.0)}, {Minimum: low, Maximum: high}}
		return node
	}
	node.Minimum, node.Maximum = low, high
	return node
}

func toNumber(s string) *float64 {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return &v
	}
	return nil
}

func (g *schemaGenerator) text(t reflect.Type, rules string) *schemaNode {
	node := &schemaNode{Type: "string"}
	if t.PkgPath() != "" {
		node.Description = g.comments.text[t.Name()]
	}
	words := strings.Fields(rule(rules, "oneof"))
	if ranks, ok := rankWords[t]; ok {
		words, rules = ranks, "omitempty"
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		node.Description, node.Format = "", "date-time"
	case len(words) > 0 && optional(rules):
		node.Enum = append([]string{""}, words...) // "" is as good as leaving it out
	case len(words) > 0:
		node.Enum = words
	default:
		if t.PkgPath() != "" {
			node.Examples = g.comments.constants[t.Name()]
		}
	}
	if slices.Contains(strings.Split(rules, ","), "iso4217") {
		node.Pattern = "^([A-Z]{3})?$"
	}
	if len(node.Enum) == 0 && slices.Contains(strings.Split(rules, ","), "required") {
		node.MinLength = 1
	}
	return node
}

// rankWords are the words of the types that are written by UnmarshalText.
var rankWords = map[reflect.Type][]string{
	reflect.TypeFor[Severity](): severityNames[1:],
	reflect.TypeFor[Impact]():   impactNames[1:],
}

func optional(rules string) bool { return strings.HasPrefix(rules, "omitempty") }

// rule returns the parameter of the rule of that name, or "".
func rule(rules, name string) string {
	for r := range strings.SplitSeq(rules, ",") {
		if parameter, ok := strings.CutPrefix(r, name+"="); ok {
			return parameter
		}
	}
	return ""
}

// comments are what the source of a package says.
type comments struct {
	text      map[string]string   // of a type, or of a field as Type.Field
	constants map[string][]string // the values of the constants of a string type; one without a type is under its own name
}

func readComments(t *testing.T, folders ...string) comments {
	c := comments{make(map[string]string), make(map[string][]string)}
	for _, folder := range folders {
		for _, file := range sources(t, folder) {
			for _, d := range file.Decls {
				if d, ok := d.(*ast.GenDecl); ok {
					c.declaration(d)
				}
			}
		}
	}
	return c
}

// sources parses the files of a package without its tests, in alphabetical
// order.
func sources(t *testing.T, folder string) []*ast.File {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	require.NotEmpty(t, files)
	return files
}

func (c comments) declaration(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			c.add(spec.Name.Name, d.Doc)
			if s, ok := spec.Type.(*ast.StructType); ok {
				c.fields(spec.Name.Name, s)
			}
		case *ast.ValueSpec:
			c.constant(spec)
		}
	}
}

func (c comments) fields(of string, s *ast.StructType) {
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			c.add(of+"."+name.Name, f.Doc)
			c.add(of+"."+name.Name, f.Comment)
		}
	}
}

func (c comments) constant(spec *ast.ValueSpec) {
	if len(spec.Values) != 1 {
		return
	}
	of := spec.Names[0].Name
	if named, ok := spec.Type.(*ast.Ident); ok {
		of = named.Name
	}
	if value, ok := spec.Values[0].(*ast.BasicLit); ok && value.Kind == token.STRING {
		word, _ := strconv.Unquote(value.Value)
		c.constants[of] = append(c.constants[of], word)
	}
}

// add keeps a comment on one line, without the brackets around the names that
// godoc links.
func (c comments) add(name string, comment *ast.CommentGroup) {
	if comment != nil {
		text := strings.Join(strings.Fields(comment.Text()), " ")
		c.text[name] = strings.NewReplacer("[persona.Persona]", "Persona", "[Measure]", "Measure", "[field.Error]", "field.Error").Replace(text)
	}
}
