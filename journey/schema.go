package journey

import _ "embed"

//go:embed journey.schema.json
var schema string

// Schema returns the JSON Schema (draft 2020-12) of the JSON form of a [Map]:
// for the completion of an editor, for a form, for a language model that is to
// write maps.
//
// It says of each single value what [Read] says: the keys, which of them must
// be there, types and ranges. The rules between values, the list of currencies
// and the grammar of language tags and times are in Read alone.
func Schema() []byte { return []byte(schema) }
