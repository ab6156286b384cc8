import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CallEvent, currentVersion } from '@callscope/call-events';
import { openInside, readDeletedIds } from '@callscope/intake';
import type { PatientLog } from './patient-log';
import { DELETED_IDS } from './tree-watch';

const MAX_FILE_BYTES = 8 * 1_024 * 1_024;
/** Looked up and hidden in one go; between two of them others have their turn. */
const AT_ONCE = 200;

/**
 * Calls that were taken out of Patter's own dashboard are hidden here, too. The SDK only ever adds to its list; what is
 * not in it any more, or a list that is gone, shows nothing again. The id of the event is the same each time, so a call
 * that somebody has shown again stays so.
 */
export class DeletedCalls {
  #ids: ReadonlySet<string> = new Set();
  readonly #hidden = new Set<string>();
  /** Size and times of the list that was read. */
  #read = '';

  constructor(
    private readonly root: string,
    private readonly log: PatientLog,
  ) {}

  /**
   * Reads the list, if it is another one than before, and hides the calls in it that are stored: also those that were
   * told of since by other ways than this folder.
   * @throws RefusedInputError when it is no such list; the former one stays in force.
   */
  async read(): Promise<void> {
    try {
      await this.#readAnew();
    } finally {
      await this.#hideKnown();
    }
  }

  async #readAnew(): Promise<void> {
    const file = await openInside(this.root, DELETED_IDS);
    if (!file) return;
    try {
      const { ino, size, mtimeMs } = await file.stat();
      if (this.#read === `${ino}:${size}:${mtimeMs}`) return;
      this.#read = `${ino}:${size}:${mtimeMs}`;
      this.#ids = new Set(readDeletedIds(size > MAX_FILE_BYTES ? Buffer.alloc(0) : await file.readFile()));
    } finally {
      await file.close();
    }
  }

  async #hideKnown(): Promise<void> {
    const open = [...this.#ids].filter((id) => !this.#hidden.has(id));
    for (let first = 0; first < open.length; first += AT_ONCE) {
      const known = open.slice(first, first + AT_ONCE).filter((id) => this.log.knows(id));
      if (known.length > 0) await this.log.append(known.flatMap((id) => this.hiding(id)));
      else await nextTurn();
    }
  }

  /** What is stored behind the first events of a call, so that it never shows. */
  hiding(callId: string): CallEvent[] {
    if (!this.#ids.has(callId) || this.#hidden.has(callId)) return [];
    this.#hidden.add(callId);
    const type = 'call.hidden';
    return [{ id: `patter:${callId}:deleted`, type, v: currentVersion(type), call_id: callId, data: {} }];
  }
}
