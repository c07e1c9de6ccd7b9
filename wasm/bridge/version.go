package bridge

// abi is the number of what this package documents and of what package wasm
// exports. It grows when a caller must change.
const abi = 2

// version replies with what the module is.
func version(struct{}) (answer, error) {
	return answer{line: encode(struct {
		Module  string   `json:"module"`
		ABI     int      `json:"abi"`
		Methods []string `json:"methods"`
		Views   []string `json:"views"`
	}{"github.com/parcours-go/parcours", abi, Methods(), viewNames()})}, nil
}
