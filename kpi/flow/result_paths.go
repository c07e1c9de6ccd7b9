package flow

// A Step says where paths are after so many steps.
type Step struct {
	Step  int        `json:"step"` // from 1
	Nodes []StepNode `json:"nodes"`

	// Ended counts the paths with fewer steps, whenever they ended; EndedShare
	// is their share of all paths, in [0, 1].
	Ended      int     `json:"ended"`
	EndedShare float64 `json:"ended_share"`
}

// A StepNode is a node at a step.
type StepNode struct {
	Node      string  `json:"node"`
	Count     int     `json:"count"` // paths
	Customers int     `json:"customers"`
	Share     float64 `json:"share"` // of all paths, in [0, 1]
}

// A Link is a transition from the node at one step to the node at the next.
type Link struct {
	Step      int     `json:"step"` // of From, from 1
	From      string  `json:"from"`
	To        string  `json:"to"`
	Count     int     `json:"count"` // paths
	Customers int     `json:"customers"`
	Mean      float64 `json:"mean"` // seconds from one to the other
}

// Variants are different paths.
type Variants struct {
	Different int    `json:"different"` // how many there are
	Depth     int    `json:"depth"`     // up to how many steps they are told apart
	Top       []Path `json:"top"`       // the commonest, then in the order of the nodes
}

// A Path is a run of nodes that paths have in common.
type Path struct {
	Nodes []string `json:"nodes"`

	// More says that the paths go on beyond Nodes, or began before them: it is
	// where the options cut them off.
	More bool `json:"more,omitempty"`

	Count int     `json:"count"` // how many there are
	Share float64 `json:"share"` // of all, in [0, 1]

	// Customers is 0 where it is not known: a customer may have several paths,
	// and MaxPaths made some of them one.
	Customers int `json:"customers,omitempty"`
}

// AroundResult is what came before and after a node.
type AroundResult struct {
	Node      string `json:"node"`
	Count     int    `json:"count"` // occurrences, as Around.Occurrence says
	Paths     int    `json:"paths"` // paths with one
	Customers int    `json:"customers"`

	// Before and After are the nodes before and after it, in order of time. An
	// empty path is one that began or ended with the node.
	Before *Variants `json:"before,omitempty"`
	After  *Variants `json:"after,omitempty"`
}

// A Route is a run of nodes that was looked for. Occurrences may overlap.
type Route struct {
	Nodes     []string `json:"nodes"`
	Count     int      `json:"count"`     // occurrences
	Paths     int      `json:"paths"`     // with at least one
	Customers int      `json:"customers"` // with at least one
	Share     float64  `json:"share"`     // Paths of all paths, in [0, 1]

	// Probability is the product of the probabilities of its transitions: how
	// often it would follow its first node if each step depended on the one
	// before it alone. In [0, 1].
	Probability float64 `json:"probability"`

	Times *Times `json:"times,omitempty"` // from its first to its last node; nil without an occurrence
}
