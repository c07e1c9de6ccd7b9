package event

// A bag holds the attributes of an element: texts by the number of their key.
// It is used for one element after the other, and knows the keys of all.
type bag struct {
	keys   []bagKey
	index  map[string]int
	next   int    // the key that is likely to come: elements have theirs in one order
	texts  []byte // of the attributes that are set
	at     []cell // of each key, in texts; nothing where it is absent
	listed []int  // the keys that are set, in the order of the file

	usual []int // the keys that have a usual text
	bytes int   // of the usual texts
}

// A bagKey is a key with the column in which its texts are kept, or -1, and the
// text that it has in elements which do not say otherwise.
type bagKey struct {
	text   string
	column int
	usual  []byte
}

// find returns the number of a key, or -1.
func (b *bag) find(key []byte) int {
	if b.next < len(b.keys) && string(key) == b.keys[b.next].text {
		b.next++
		return b.next - 1
	}
	k, ok := b.index[string(key)]
	if !ok {
		return -1
	}
	b.next = k + 1
	return k
}

// add returns the number of a key; the column counts if it is new.
func (b *bag) add(key string, column int) int {
	if k, ok := b.index[key]; ok {
		return k
	}
	if b.index == nil {
		b.index = make(map[string]int)
	}
	k := len(b.keys)
	b.index[key] = k
	b.keys, b.at = append(b.keys, bagKey{text: key, column: column}), append(b.at, cell{})
	return k
}

// set sets an attribute.
func (b *bag) set(key int, text []byte) {
	from := uint32(len(b.texts))
	b.texts = append(b.texts, text...)
	if b.at[key] == (cell{}) {
		b.listed = append(b.listed, key)
	}
	b.at[key] = cell{from + 1, uint32(len(b.texts)) + 1}
}

// text returns the text of an attribute until the next is set; nothing if it is
// absent.
func (b *bag) text(key int) []byte {
	c := b.at[key]
	if c.from == c.to {
		return nil
	}
	return b.texts[c.from-1 : c.to-1]
}

// clear makes every attribute absent.
func (b *bag) clear() {
	for _, k := range b.listed {
		b.at[k] = cell{}
	}
	b.texts, b.listed, b.next = b.texts[:0], b.listed[:0], 0
}

// reset makes every attribute what it is in an element that says nothing.
func (b *bag) reset() {
	b.clear()
	for _, k := range b.usual {
		b.set(k, b.keys[k].usual)
	}
}

// always has the elements that follow say so, unless they say otherwise.
func (b *bag) always(key int, text []byte) {
	k := &b.keys[key]
	if k.usual == nil {
		b.usual = append(b.usual, key)
	}
	b.bytes += len(text) - len(k.usual)
	if k.usual = append(k.usual[:0], text...); k.usual == nil {
		k.usual = []byte{}
	}
}
