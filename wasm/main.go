//go:build wasip1

package main

import (
	"unsafe"

	"github.com/parcours-go/parcours/wasm/bridge"
)

// buffers has what the host holds a pointer to, so that it is not collected.
var buffers = map[uint32][]byte{}

const maxAlloc = 1 << 30

//go:wasmexport alloc
func alloc(size uint32) uint32 {
	if size > maxAlloc {
		return 0
	}
	return keep(make([]byte, max(size, 1)))
}

//go:wasmexport free
func free(pointer uint32) { delete(buffers, pointer) }

//go:wasmexport call
func call(method, methodSize, request, requestSize uint32) uint64 {
	reply := bridge.Call(string(held(method, methodSize)), held(request, requestSize))
	return uint64(keep(reply))<<32 | uint64(len(reply))
}

func keep(b []byte) uint32 {
	pointer := uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b))))
	buffers[pointer] = b
	return pointer
}

// held returns the first bytes of a buffer, and nothing of memory that the host
// has not got from alloc.
func held(pointer, size uint32) []byte {
	b := buffers[pointer]
	return b[:min(int(size), len(b))]
}

func main() {} // a reactor is not run
