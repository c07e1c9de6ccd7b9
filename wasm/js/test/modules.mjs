// Modules of WebAssembly for what the real one does not do.

const leb = (n) => {
  const out = [];
  do {
    out.push((n & 127) | (n > 127 ? 128 : 0));
    n >>>= 7;
  } while (n > 0);
  return out;
};

/** Reads an unsigned number. Returns it and the place behind it. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    value += (bytes[at] & 127) * 2 ** shift;
    if (bytes[at++] < 128) return [value, at];
  }
}

/** The module with so little memory that some more than its start is the end of it. */
export function withLittleMemory(bytes) {
  const memory = 5; // the number of its section
  for (let at = 8; at < bytes.length; ) {
    const [size, body] = number(bytes, at + 1);
    if (bytes[at] === memory) {
      const [least] = number(bytes, body + 2); // behind how many memories, and whether they have an end
      const section = [1, 1, ...leb(least), ...leb(least + 512)]; // pages of 64 KiB
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([memory, ...leb(section.length), ...section]), bytes.subarray(body + size)]);
    }
    at = body + size;
  }
  throw new Error('no memory');
}

/** A module that replies to everything with the same text. */
export function fakeModule(reply) {
  const [i32, i64] = [0x7f, 0x7e];
  const text = [...new TextEncoder().encode(reply)];
  const section = (id, items) => [id, ...leb(items.flat().length + leb(items.length).length), ...leb(items.length), ...items.flat()];
  const exported = (name, kind, index) => [name.length, ...new TextEncoder().encode(name), kind, index];
  const body = (...code) => [code.length + 2, 0, ...code, 0x0b];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 0, 0], [0x60, 1, i32, 1, i32], [0x60, 1, i32, 0], [0x60, 4, i32, i32, i32, i32, 1, i64]]),
    ...section(3, [[0], [1], [2], [3]]),
    ...section(5, [[0, 1]]),
    ...section(7, [exported('memory', 2, 0), exported('_initialize', 0, 0), exported('alloc', 0, 1), exported('free', 0, 2), exported('call', 0, 3)]),
    ...section(10, [
      body(),
      body(0x41, 0x80, 0x08), // i32.const 1024
      body(),
      body(0x42, text.length, 0x42, 0x10, 0x42, 0x20, 0x86, 0x84), // i64.const length | i64.const 16 << i64.const 32
    ]),
    ...section(11, [[0, 0x41, 0x10, 0x0b, text.length, ...text]]),
  ]);
}
