import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { checksum } from '../encoding/checksum';
import { syncFolder } from './disk';

/** Which log stood in a folder, and how far it had come. */
export interface LogState {
  readonly logId: string;
  readonly head: number;
}

/** Long enough for every head; the file is always written whole and over itself. */
const FILE_BYTES = 96;

/**
 * The head, told a second time beside the log. SQLite drops without a word what it cannot read at the end of its
 * write-ahead log, and a restored backup looks like any log: that something is missing shows only here.
 * It is written after each commit and not synced, so it may lag behind the log and never leads it.
 */
export class RememberedHead {
  readonly #fd: number;
  readonly #logId: string;

  constructor(file: string, state: LogState) {
    this.#logId = state.logId;
    this.#fd = openSync(file, isThere(file) ? 'r+' : 'w', 0o600);
    this.#write(state.head);
    fdatasyncSync(this.#fd);
    syncFolder(dirname(file));
  }

  /** Never fails: a head that lags finds less, and harms nothing. */
  keep(head: number): void {
    try {
      this.#write(head);
    } catch {
      // The disk is full or failing, and who commits hears of that elsewhere.
    }
  }

  /** Milliseconds that the disk takes to make a small write durable: the middle of several. */
  measureSyncMs(head: number): number {
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      this.#write(head);
      fdatasyncSync(this.#fd);
      return performance.now() - began;
    });
    return times.sort((a, b) => a - b)[2] ?? 0;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(head: number): void {
    const text = JSON.stringify({ log: this.#logId, head, checksum: checksum(this.#logId, head) });
    writeSync(this.#fd, `${text.padEnd(FILE_BYTES - 1)}\n`, 0);
  }
}

/** What is remembered; null when nothing is, or nothing that can be trusted. */
export function readRememberedHead(file: string): LogState | null {
  try {
    const { log, head, checksum: sum } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof log !== 'string' || typeof head !== 'number' || checksum(log, head) !== sum) return null;
    return { logId: log, head };
  } catch {
    return null;
  }
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
