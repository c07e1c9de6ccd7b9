// Every request of a folder gets the reply that the native build gave, byte for
// byte. The Go test of package wasm writes the folder.

import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { Instance, bytes } from './support.mjs';

const folder = process.env.PARCOURS_REQUESTS;
const skip = folder ? false : 'PARCOURS_REQUESTS is not set: go test ./wasm sets it';

test('the replies are those of the native build', { skip }, async (t) => {
  const instance = await Instance.start(await WebAssembly.compile(bytes), console.error);
  const files = await fs.readdir(folder);
  for (const file of files.filter((name) => name.endsWith('.method')).sort()) {
    const base = path.join(folder, file.slice(0, -'.method'.length));
    const [method, ...name] = (await fs.readFile(`${base}.method`, 'utf8')).split('\n');
    await t.test(name.join('\n'), async () => {
      const want = await fs.readFile(`${base}.reply`);
      const got = instance.send(method, [await fs.readFile(`${base}.request`)], (reply) => Buffer.from(reply));
      assert.ok(want.length > 0);
      if (!want.equals(got)) assert.fail(difference(want, got));
    });
  }
});

function difference(want, got) {
  let at = 0;
  while (want[at] === got[at]) at++;
  const around = (bytes) => bytes.subarray(Math.max(0, at - 60), at + 60).toString();
  return `they differ at byte ${at}:\nnative ${around(want)}\nwasm   ${around(got)}`;
}
