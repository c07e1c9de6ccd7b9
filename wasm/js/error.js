/** What went wrong. `code` is stable; `message` is for people, in English. */
export class ParcoursError extends Error {
  name = 'ParcoursError';

  /**
   * @param {{code: string, message: string, path?: string, line?: number, column?: number, mistakes?: object[], family?: string, case?: string, limit?: string}} what
   * @param {{cause?: unknown}} [options]
   */
  constructor({ code, message, path = '', line = 0, column = 0, mistakes = [], family = '', case: verdict = '', limit = '' }, options) {
    super(message, options);
    Object.assign(this, { code, path, line, column, mistakes, family, case: verdict, limit });
  }
}
