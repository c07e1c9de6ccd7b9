// Package examples holds programs that use the module, each in a folder with
// its own documentation. The tests in this folder hold the project together:
// who may import whom, the text of each public package's API, and the code in
// the README.
package examples
