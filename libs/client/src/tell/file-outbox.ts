import type * as NodeFs from 'node:fs';
import { type ToldLine, toldLine } from './told-line';

/**
 * Events that outlive the process: one line each, appended when told, and the file is emptied when all were sent. What
 * was sent just before the process died is read again; its ids make it a duplicate.
 */
export class FileOutbox {
  readonly #fs = nodeFs();
  #fd: number;
  #bytes = 0;
  /** The last line may have no end: the disk was full in the middle of it. */
  #isTorn = false;

  /** @throws what the file system throws when the file cannot be opened. */
  constructor(private readonly file: string) {
    // Events tell of persons: nobody else may read them.
    this.#fd = this.#fs.openSync(file, 'a+', 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What an earlier process left. A line that is no event, as the last one when it was torn, is passed over. */
  read(): ToldLine[] {
    const text = this.#fs.readFileSync(this.file, 'utf8');
    // What comes next must not stand in the torn line. It is ended then, not now: the disk may be full.
    this.#isTorn = text !== '' && !text.endsWith('\n');
    this.#bytes = this.#fs.fstatSync(this.#fd).size;
    return text.split('\n').filter(isEvent).map(toldLine);
  }

  /**
   * Written before it returns: who is killed right after has told it all the same.
   * @throws what the file system throws; the line is not in the file then, and those after it can be.
   */
  append({ json, bytes }: ToldLine): void {
    if (this.#isTorn) this.#write('\n', 1);
    this.#isTorn = true;
    this.#write(`${json}\n`, bytes + 1);
    this.#isTorn = false;
  }

  empty(): void {
    if (this.#bytes === 0) return;
    this.#fs.ftruncateSync(this.#fd, 0);
    this.#bytes = 0;
    this.#isTorn = false;
  }

  /** Keeps these lines alone. Either the former file stands or the new one, whenever the process dies. */
  rewrite(lines: readonly ToldLine[]): void {
    const next = `${this.file}.next`;
    this.#fs.writeFileSync(next, lines.map(({ json }) => `${json}\n`).join(''), { mode: 0o600 });
    this.#fs.renameSync(next, this.file);
    this.#fs.closeSync(this.#fd);
    this.#fd = this.#fs.openSync(this.file, 'a+', 0o600);
    this.#bytes = this.#fs.fstatSync(this.#fd).size;
    this.#isTorn = false;
  }

  close(): void {
    this.#fs.closeSync(this.#fd);
  }

  /** A disk that gets full takes a part, and says so only when it is asked to take the rest. */
  #write(text: string, bytes: number): void {
    let written = this.#fs.writeSync(this.#fd, text);
    this.#bytes += written;
    if (written === bytes) return;
    const all = new TextEncoder().encode(text);
    while (written < bytes) {
      const more = this.#fs.writeSync(this.#fd, all, written);
      written += more;
      this.#bytes += more;
    }
  }
}

function isEvent(line: string): boolean {
  if (line === '') return false;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'id' in value;
  } catch {
    return false;
  }
}

/** Asked for, not imported: what packs this library for a browser would look for the module there. */
function nodeFs(): typeof NodeFs {
  const { process } = globalThis as { readonly process?: Partial<Pick<NodeJS.Process, 'getBuiltinModule'>> };
  const fs = process?.getBuiltinModule?.('node:fs');
  if (fs === undefined) throw new TypeError('an outbox in a file needs Node.js');
  return fs;
}
