package bind

import "github.com/parcours-go/parcours/journey/event"

// Names says of each name id of log whether it is one of names.
func Names(log *event.Log, names []string) []bool {
	set := make([]bool, len(log.Names()))
	for _, name := range names {
		if id, ok := log.NameID(name); ok {
			set[id] = true
		}
	}
	return set
}
