// What calls cost. The figures are printed and not judged: machines differ.

import test from 'node:test';
import { load } from 'parcours';
import { Instance, bytes, events, exportsDuring } from './support.mjs';

const best = (times, f) => {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    f();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

test('costs', async (t) => {
  const begin = performance.now();
  const module = await WebAssembly.compile(bytes);
  const compiled = performance.now();
  let parcours;
  const [{ free, memory }] = await exportsDuring(async () => {
    parcours = await load({ wasm: module });
  });
  t.diagnostic(`compiling ${(compiled - begin).toFixed(0)} ms, starting ${(performance.now() - compiled).toFixed(0)} ms`);

  const n = 100_000;
  const crossing = best(5, () => { for (let i = 0; i < n; i++) free(0); }) / n;
  t.diagnostic(`crossing into the module ${(1000 * crossing).toFixed(3)} µs`);

  const instance = await Instance.start(module, console.error);
  const send = best(5, () => { for (let i = 0; i < 2000; i++) instance.send('none', [], () => 0); }) / 2000;
  t.diagnostic(`a call that does nothing ${(1000 * send).toFixed(1)} µs`);
  t.diagnostic(`nps of three answers ${(1000 * best(5, () => { for (let i = 0; i < 500; i++) parcours.nps([1, 9, 10]); }) / 500).toFixed(1)} µs`);

  const log = new TextEncoder().encode(events(4300));
  let report;
  const analyze = best(5, () => { report = parcours.analyze({ template: 'ecommerce' }, log); });
  t.diagnostic(`analyze of ${report.map.observed.events} events in ${(log.length / 1e6).toFixed(1)} MB of CSV ${analyze.toFixed(0)} ms`);
  t.diagnostic(`render of its map ${best(5, () => parcours.render(report.map)).toFixed(1)} ms`);
  t.diagnostic(`memory ${(memory.buffer.byteLength / 2 ** 20).toFixed(1)} MiB`);
});
