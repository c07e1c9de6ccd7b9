import { ParcoursError } from './error.js';
import { wasi } from './wasi.js';

const encoder = new TextEncoder();

/** One instance of the module: bytes in, bytes out. */
export class Instance {
  #exports;
  #trap = null; // what ended the instance

  /**
   * @param {WebAssembly.Module} module
   * @param {(line: string) => void} stderr is given what the module says when it dies, line by line
   */
  static async start(module, stderr) {
    const instance = new Instance();
    const imports = wasi(() => instance.#exports.memory.buffer, stderr);
    instance.#exports = (await WebAssembly.instantiate(module, imports)).exports;
    for (const name of ['_initialize', 'alloc', 'call', 'free']) {
      if (typeof instance.#exports[name] !== 'function') {
        throw new ParcoursError({ code: 'load', message: `not a module of Parcours: it has no function ${name}` });
      }
    }
    instance.#run('_initialize');
    return instance;
  }

  /**
   * Calls a method.
   *
   * @template T
   * @param {string} method
   * @param {Uint8Array[]} request in parts, one behind the other
   * @param {(reply: Uint8Array) => T} read takes what it needs of the reply, whose memory is free afterwards
   * @returns {T}
   */
  send(method, request, read) {
    const held = [];
    try {
      const name = this.#put([encoder.encode(method)], held);
      const body = this.#put(request, held);
      const packed = BigInt.asUintN(64, this.#run('call', ...name, ...body));
      const start = Number(packed >> 32n);
      held.push(start);
      return read(this.#view(start, Number(packed & 0xffffffffn)));
    } finally {
      if (!this.#trap) held.forEach((start) => this.#run('free', start));
    }
  }

  /** Copies parts into memory of the module. Returns [pointer, size]. */
  #put(parts, held) {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const start = this.#run('alloc', size) >>> 0;
    if (start === 0) {
      throw new ParcoursError({ code: 'too_large', message: `a request of ${size} bytes: want at most 1 GiB` });
    }
    held.push(start);
    const view = this.#view(start, size);
    let at = 0;
    for (const part of parts) {
      view.set(part, at);
      at += part.length;
    }
    return [start, size];
  }

  // Every call may let the memory grow, which leaves older views empty.
  #view(start, size) {
    return new Uint8Array(this.#exports.memory.buffer, start, size);
  }

  /** Calls an export. Whatever it throws is the end of the instance. */
  #run(name, ...args) {
    if (this.#trap) throw dead(this.#trap);
    try {
      return this.#exports[name](...args);
    } catch (error) {
      this.#trap = error;
      throw dead(error);
    }
  }
}

function dead(cause) {
  const message = `the module has stopped (${cause.message}): load it again`;
  return new ParcoursError({ code: 'dead', message }, { cause });
}
