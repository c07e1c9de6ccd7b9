// What several tests need.

import fs from 'node:fs/promises';

export const wasm = new URL(import.meta.resolve('parcours/parcours.wasm'));
export const bytes = await fs.readFile(wasm);
export const { Instance } = await import(new URL('instance.js', import.meta.resolve('parcours')));

export const visits = `customer,time,event,channel,value
ann,2026-03-01T10:00:00Z,product_view,web,
bob,2026-03-01T10:00:00Z,product_view,app,
bob,2026-03-01T10:20:00Z,add_to_cart,app,
bob,2026-03-02T10:00:00Z,purchase,app,49.90
`;

/** A log of so many customers with seven events each. */
export function events(customers) {
  const names = ['home', 'search', 'product_view', 'add_to_cart', 'checkout', 'purchase', 'review_page'];
  const lines = ['customer,time,event,channel,value'];
  for (let i = 0; i < customers; i++) {
    names.forEach((name, k) => {
      const time = new Date(Date.UTC(2026, 0, 1) + 60_000 * (i + 7 * k * (1 + (i % 13)))).toISOString();
      lines.push(`c${i},${time},${name},web,${name === 'purchase' ? 10 + (i % 90) : ''}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

/** The exports of the instances that start while f runs. */
export async function exportsDuring(f) {
  const seen = [];
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate(...args);
    seen.push(instance.exports);
    return instance;
  };
  try {
    await f();
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  return seen;
}
