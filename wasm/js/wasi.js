// The part of WASI preview 1 that a Go reactor needs: clocks, random numbers
// and a standard error. No files, no arguments, no environment.

const SUCCESS = 0;
const EBADF = 8;
const ENOSYS = 52;

/**
 * Makes the imports of one instance.
 *
 * @param {() => ArrayBuffer} memory the memory of the instance, as it is now
 * @param {(line: string) => void} stderr is given each line of standard error
 * @returns {{wasi_snapshot_preview1: Record<string, Function>}} a function that is not here answers ENOSYS
 */
export function wasi(memory, stderr) {
  const view = () => new DataView(memory());
  const decoder = new TextDecoder();
  let line = '';

  const none = (count, size) => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return SUCCESS;
  };

  const known = {
    args_sizes_get: none,
    environ_sizes_get: none,
    args_get: () => SUCCESS,
    environ_get: () => SUCCESS,
    sched_yield: () => SUCCESS,

    // Go asks for the folders that it may open until it hears of no more.
    fd_prestat_get: () => EBADF,

    clock_time_get(id, _precision, time) {
      const ms = id === 0 ? Date.now() : performance.now();
      view().setBigUint64(time, BigInt(Math.round(ms * 1e6)), true);
      return SUCCESS;
    },

    random_get(start, size) {
      const most = 65536; // bytes that one call of getRandomValues may ask for
      for (let done = 0; done < size; done += most) {
        crypto.getRandomValues(new Uint8Array(memory(), start + done, Math.min(most, size - done)));
      }
      return SUCCESS;
    },

    // Every sleep ends at once: Go looks at the clock again.
    poll_oneoff(subscriptions, events, count, happened) {
      const data = view();
      for (let i = 0; i < count; i++) {
        data.setBigUint64(events + 32 * i, data.getBigUint64(subscriptions + 48 * i, true), true);
        data.setUint32(events + 32 * i + 8, 0, true); // no error, of type clock
      }
      data.setUint32(happened, count, true);
      return SUCCESS;
    },

    // Go writes a line in many small pieces.
    fd_write(fd, pieces, count, written) {
      if (fd !== 1 && fd !== 2) return EBADF;
      let size = 0;
      for (let i = 0; i < count; i++) {
        const start = view().getUint32(pieces + 8 * i, true);
        const length = view().getUint32(pieces + 8 * i + 4, true);
        line += decoder.decode(new Uint8Array(memory(), start, length), { stream: true });
        size += length;
      }
      const lines = line.split('\n');
      line = lines.pop();
      lines.forEach((text) => stderr(text));
      view().setUint32(written, size, true);
      return SUCCESS;
    },

    proc_exit(code) {
      if (line) stderr(line);
      throw new Error(`exit ${code}`);
    },
  };

  return {
    wasi_snapshot_preview1: new Proxy(known, { get: (all, name) => all[name] ?? (() => ENOSYS) }),
  };
}
