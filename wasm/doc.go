// Command wasm is the module for pages, Node, Deno and every other host of
// WebAssembly: package bridge behind three exported functions.
//
//	GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -tags validator_novalidatefn \
//		-trimpath -ldflags="-s -w" -o parcours.wasm ./wasm
//
// The tag lets the linker drop the methods that nothing calls; without it the
// file is larger by a fifth. size.txt has the sizes of the file. The folder js
// holds the client for JavaScript.
//
// # The functions
//
// The file is a reactor of WASI preview 1: the host calls _initialize once, and
// then what it likes of
//
//	alloc(size i32) → pointer i32
//	call(method, methodSize, request, requestSize i32) → reply i64
//	free(pointer i32)
//
// The method's name and the request stand in memory from alloc, as bytes. The
// reply is pointer<<32 | size. Whatever came from alloc or call stays where it
// is until the host gives it to free. alloc returns 0 for more than 1 GiB.
//
// A call may let the memory grow, so that a host in JavaScript makes its views
// anew after each. A trap, such as the end of memory, leaves an instance that
// nobody should call again. Instances know nothing of each other.
//
// Of WASI the module needs a clock, random numbers for the seeds of its hash
// tables, and a standard error to die on. None of them reaches a reply. It opens
// no file, and may be told so: EBADF for every descriptor, ENOSYS for every
// function that the host does not have.
package main
