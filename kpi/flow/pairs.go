package flow

// pairs gives each ordered pair of nodes that occurs a small number, its slot,
// in the order in which they come. While there are few nodes it is a matrix;
// beyond, a map.
type pairs struct {
	stride int32            // of index
	index  []int32          // slot + 1 of a pair a*stride+b; 0 where there is none
	sparse map[uint64]int32 // the same, where index is nil
	keys   [][2]int32       // the pair of each slot
}

// maxDense is the most nodes for which pairs are a matrix: of 4 MB.
const maxDense = 1024

func newPairs(nodes int) pairs {
	if nodes > maxDense {
		return sparsePairs()
	}
	return pairs{stride: int32(nodes), index: make([]int32, nodes*nodes)}
}

// slot returns the slot of a pair, a new one if need be.
func (p *pairs) slot(a, b int32) int {
	if p.index != nil {
		if s := p.index[a*p.stride+b]; s != 0 {
			return int(s - 1)
		}
	} else if s, ok := p.sparse[key(a, b)]; ok {
		return int(s - 1)
	}
	return p.add(a, b)
}

// find returns the slot of a pair, or -1.
func (p *pairs) find(a, b int32) int {
	if p.index != nil {
		return int(p.index[a*p.stride+b]) - 1
	}
	return int(p.sparse[key(a, b)]) - 1
}

func (p *pairs) add(a, b int32) int {
	p.keys = append(p.keys, [2]int32{a, b})
	p.put(len(p.keys))
	return len(p.keys) - 1
}

// put enters slot n-1 in the index.
func (p *pairs) put(n int) {
	k := p.keys[n-1]
	if p.index != nil {
		p.index[k[0]*p.stride+k[1]] = int32(n)
	} else {
		p.sparse[key(k[0], k[1])] = int32(n)
	}
}

// grow makes room for so many nodes.
func (p *pairs) grow(nodes int) {
	if p.index != nil && nodes > int(p.stride) {
		p.become(newPairs(nodes))
	}
}

// become takes the form of empty pairs.
func (p *pairs) become(empty pairs) {
	empty.keys = p.keys
	*p = empty
	for n := range p.keys {
		p.put(n + 1)
	}
}

// sparsePairs are a map, however few nodes there are.
func sparsePairs() pairs { return pairs{sparse: make(map[uint64]int32)} }

func key(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }
