// Parcours for JavaScript: customer journeys, measured and drawn by the same
// code as in Go. index.d.ts documents every option.

import { ParcoursError } from './error.js';
import { Instance } from './instance.js';

export { ParcoursError };

const ABI = 2; // of the module: what package wasm/bridge documents

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Loads the module. Each call makes an instance of its own.
 *
 * @param {import('./index.js').LoadOptions} [options]
 * @returns {Promise<import('./index.js').Parcours>}
 */
export async function load({ wasm = new URL('./parcours.wasm', import.meta.url), stderr = console.error } = {}) {
  const instance = await Instance.start(await compile(wasm), stderr);
  const parcours = new Parcours(instance);
  const { abi } = parcours.version();
  if (abi !== ABI) {
    throw new ParcoursError({ code: 'load', message: `the module speaks ABI ${abi}, this client ${ABI}: take both from one release` });
  }
  return parcours;
}

/** @implements {import('./index.js').Parcours} */
class Parcours {
  #instance;

  constructor(instance) {
    this.#instance = instance;
  }

  version() {
    return this.#result('version');
  }

  schema() {
    return JSON.parse(this.#text('schema'));
  }

  template(name, lang) {
    return JSON.parse(this.#text('template', { name, lang }));
  }

  validate(map) {
    return this.#result('validate', {}, textOf(map)).mistakes;
  }

  analyze(map, events, options) {
    return this.#analysis('analyze', ofMap(map), events, options);
  }

  frictions(map, events, options) {
    return this.#analysis('frictions', ofMap(map), events, options);
  }

  funnel(events, steps, options) {
    return this.#analysis('funnel', Array.isArray(steps) ? { steps: steps.map(stepOf) } : ofMap(steps), events, options);
  }

  flow(events, options) {
    const { map, ...rest } = options ?? {};
    return this.#analysis('flow', map === undefined ? {} : ofMap(map), events, rest);
  }

  retention(events, options) {
    const { target, returns, ...rest } = options ?? {};
    return this.#analysis('retention', { target, returns }, events, rest);
  }

  activity(events, options) {
    const { target, ...rest } = options ?? {};
    return this.#analysis('activity', { target }, events, rest);
  }

  rfm(events, options) {
    const { purchases, at, ...rest } = options ?? {};
    return this.#analysis('rfm', { purchases, at }, events, rest);
  }

  dwell(map, events, options) {
    return this.#analysis('dwell', ofMap(map), events, options);
  }

  carts(events, options) {
    return this.#analysis('carts', {}, events, options);
  }

  conformance(map, events, options) {
    return this.#analysis('conformance', map === null ? {} : ofMap(map), events, options);
  }

  attribution(events, conversion, options) {
    return this.#analysis('attribution', { conversion: listOf(conversion) }, events, options);
  }

  attribution_of_paths(paths, options) {
    return this.#analysis('attribution_of_paths', {}, paths, options);
  }

  survey(events, question, options) {
    const { map, ...rest } = options ?? {};
    const asked = typeof question === 'string' ? { preset: question } : { question };
    return this.#analysis('survey', map === undefined ? asked : { ...asked, ...ofMap(map) }, events, rest);
  }

  churn(events, options) {
    return this.#ofTarget('churn', events, options);
  }

  revenue_churn(events, options) {
    return this.#analysis('revenue_churn', {}, events, options);
  }

  lifetimes(events, options) {
    return this.#ofTarget('lifetimes', events, options);
  }

  contract_lifetimes(events, options) {
    return this.#analysis('contract_lifetimes', {}, events, options);
  }

  survival(durations, options) {
    return this.#ofTable('survival', {}, durations, options);
  }

  lifetime_value(events, calendar, terms, options) {
    return this.#analysis('lifetime_value', { calendar, terms }, events, options);
  }

  lifetime_value_of_histories(histories, terms, options) {
    return this.#ofTable('lifetime_value_of_histories', { terms }, histories, options);
  }

  renewal(cohorts, last, options) {
    const { margin, rate, ...rest } = options ?? {};
    return this.#result('renewal', { cohorts, last, margin, rate, options: rest }).projection;
  }

  proportion(k, n, options) {
    return this.#result('proportion', { k, n, options: options ?? {} }).measure;
  }

  difference(a, b, options) {
    return this.#result('difference', { a, b, options: options ?? {} }).measure;
  }

  sample_size(p1, p2, options) {
    return this.#result('sample_size', { p1, p2, options: options ?? {} }).size;
  }

  compare(groups, options) {
    return this.#result('compare', { groups, options: options ?? {} }).comparison;
  }

  render(map, options) {
    return this.#text('render', options, textOf(map));
  }

  draw(view, data, options) {
    return this.#text('render', { ...options, view: view ?? null }, textOf(data));
  }

  tables(view, data, options) {
    return this.#result('tables', { ...options, view: view ?? null }, textOf(data)).tables;
  }

  nps(answers, options) {
    return this.#result('nps', { answers, ...options }).measure;
  }

  csat(answers, options) {
    return this.#result('csat', { answers, ...options }).measure;
  }

  ces(answers, options) {
    return this.#result('ces', { answers, ...options }).measure;
  }

  call(method, params, payload) {
    return this.#send(method, params, payload, (result, bytes) => ({ result, payload: bytes.slice() }));
  }

  #analysis(method, params, events, options) {
    const { events: reading, ...rest } = options ?? {};
    return JSON.parse(this.#text(method, { ...params, events: reading, options: rest }, events));
  }

  /** An analysis whose options name events too, which are its target here. */
  #ofTarget(method, events, options) {
    const { events: reading, target, ...rest } = options ?? {};
    return JSON.parse(this.#text(method, { events: reading, options: { ...rest, events: target } }, events));
  }

  #ofTable(method, params, table, options) {
    const { columns, ...rest } = options ?? {};
    return JSON.parse(this.#text(method, { ...params, columns, options: rest }, table));
  }

  #result(method, params, payload) {
    return this.#send(method, params, payload, (result) => result);
  }

  #text(method, params, payload) {
    return this.#send(method, params, payload, (_, bytes) => decoder.decode(bytes));
  }

  /** Sends a request and reads its reply, whose bytes are gone afterwards. */
  #send(method, params, payload, read) {
    const line = encoder.encode(`${json(params ?? {})}\n`);
    return this.#instance.send(method, [line, bytesOf(payload ?? '')], (reply) => {
      const end = reply.indexOf(10);
      const result = JSON.parse(decoder.decode(reply.subarray(0, end)));
      if (result.error) throw new ParcoursError(result.error);
      return read(result, reply.subarray(end + 1));
    });
  }
}

/** The parameters that say which map it is. */
function ofMap(map) {
  return typeof map?.template === 'string' ? map : { map };
}

function listOf(names) {
  return typeof names === 'string' ? [names] : names;
}

function stepOf(step) {
  return typeof step === 'string' ? { events: [step] } : step;
}

function textOf(map) {
  return typeof map === 'string' ? map : json(map);
}

/** JSON.stringify, whose errors have a code like all others. */
function json(value) {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new ParcoursError({ code: 'bad_request', message: `no JSON can be made of it: ${cause.message}` }, { cause });
  }
}

function bytesOf(payload) {
  if (typeof payload === 'string') return encoder.encode(payload);
  if (payload instanceof Uint8Array) return payload;
  if (payload instanceof ArrayBuffer) return new Uint8Array(payload);
  throw new ParcoursError({ code: 'bad_request', message: 'want a text, a Uint8Array or an ArrayBuffer' });
}

async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) return WebAssembly.compile(wasm);
  if (wasm instanceof Response) return compileResponse(wasm);
  const url = new URL(wasm, globalThis.location?.href);
  const fs = url.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (fs) return WebAssembly.compile(await fs.readFile(url));
  return compileResponse(await fetch(url));
}

/** Compiles while the bytes arrive, where the server says that they are WebAssembly. */
async function compileResponse(response) {
  if (!response.ok) {
    throw new ParcoursError({ code: 'load', message: `the module could not be fetched: status ${response.status}` });
  }
  const type = response.headers.get('content-type') ?? '';
  if (type === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
