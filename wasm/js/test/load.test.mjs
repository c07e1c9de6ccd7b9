// Ways to load the module, and ways for it to end.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';
import { Worker } from 'node:worker_threads';
import { ParcoursError, load } from 'parcours';
import { bytes, visits, wasm } from './support.mjs';
import { fakeModule, withLittleMemory } from './modules.mjs';

const works = (parcours) => assert.equal(parcours.nps([10]).value, 100);

test('from wherever the module is', async (t) => {
  const module = await WebAssembly.compile(bytes);
  const answer = (type) => new Response(bytes, { headers: type ? { 'content-type': type } : {} });
  for (const [name, source] of Object.entries({
    'an address': wasm,
    'an address as a text': wasm.href,
    'bytes': bytes,
    'a buffer': bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    'a compiled module': module,
    'a response': answer('application/wasm'),
    'a response in capitals': answer('Application/WASM'),
    'a response of a wrong type': answer('text/html; charset=utf-8'),
    'a response without a type': answer(''),
  })) {
    await t.test(name, async () => works(await load({ wasm: source })));
  }
  await t.test('nowhere in particular', async () => works(await load()));
});

test('over HTTP, whatever the server calls it', async (t) => {
  const server = createServer((request, response) => {
    const type = request.url.slice(1).replace('-', '/');
    response.writeHead(request.url === '/gone' ? 404 : 200, { 'content-type': type }).end(bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const at = (path) => `http://127.0.0.1:${server.address().port}/${path}`;
  works(await load({ wasm: at('application-wasm') }));
  works(await load({ wasm: at('text-plain') }));
  await assert.rejects(load({ wasm: at('gone') }), { code: 'load', message: /404/ });
});

test('what is no module of this release is refused', async () => {
  await assert.rejects(load({ wasm: new Uint8Array([1, 2, 3]) }), WebAssembly.CompileError);
  await assert.rejects(load({ wasm: new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) }), { code: 'load' });
  await assert.rejects(load({ wasm: fakeModule('{"abi":3}\n') }), { code: 'load', message: /ABI 3/ });
  await assert.rejects(load({ wasm: new URL('nothing.wasm', import.meta.url) }), { code: 'ENOENT' });
  works(await load({ wasm: bytes }));
});

test('instances know nothing of each other', async () => {
  const module = await WebAssembly.compile(bytes);
  const [a, b] = await Promise.all([load({ wasm: module }), load({ wasm: module })]);
  const svg = a.render(a.template('ecommerce'));
  b.analyze({ template: 'ecommerce' }, visits);
  assert.throws(() => b.call('none'));
  assert.equal(a.render(a.template('ecommerce')), svg);
  assert.equal(b.render(b.template('ecommerce')), svg);
});

test('instances work at the same time in workers', async () => {
  const module = await WebAssembly.compile(bytes);
  const file = new URL('worker.mjs', import.meta.url);
  const drawn = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData: { module, visits } });
      worker.once('message', resolve).once('error', reject);
    });
  const here = await load({ wasm: module });
  const want = here.render(here.analyze({ template: 'ecommerce' }, visits).map);
  assert.deepEqual(await Promise.all([drawn(), drawn(), drawn()]), [want, want, want]);
});

test('an instance that runs out of memory is dead, and others are not', async () => {
  const said = [];
  const other = await load();
  const parcours = await load({ wasm: withLittleMemory(bytes), stderr: (line) => said.push(line) });
  works(parcours);
  const dead = (error) => error instanceof ParcoursError && error.code === 'dead' && /load it again/.test(error.message);
  assert.throws(() => parcours.validate('x'.repeat(64 << 20)), dead);
  assert.throws(() => parcours.nps([10]), dead);
  assert.throws(() => parcours.version(), dead);
  assert.match(said[0], /out of memory/);
  works(other);
  works(await load());
});

test('no global is touched', async () => {
  const before = Reflect.ownKeys(globalThis);
  works(await load());
  assert.deepEqual(Reflect.ownKeys(globalThis), before);
});

test('a request that is too large is refused before it is copied', async () => {
  const parcours = await load();
  const huge = new Uint8Array(2 ** 30 + 1); // which nobody writes to, so that it takes no memory
  assert.throws(() => parcours.call('validate', {}, huge), { code: 'too_large' });
  works(parcours);
});
