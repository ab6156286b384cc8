import type { Database, Statement } from 'better-sqlite3';
import { callHash } from '../encoding/call-hash';
import { checksum } from '../encoding/checksum';

/** Which calls were trimmed: keyed hashes of their names, for the names themselves have left. */
export class TrimmedCalls {
  readonly #find: Statement<[Buffer]>;
  readonly #insert: Statement<[Buffer, number]>;

  constructor(
    db: Database,
    private readonly key: string,
  ) {
    this.#find = db.prepare('SELECT 1 FROM trimmed WHERE call = ?');
    this.#insert = db.prepare('INSERT OR IGNORE INTO trimmed (call, checksum) VALUES (?, ?)');
  }

  has(callId: string): boolean {
    return this.#find.get(Buffer.from(callHash(callId, this.key), 'hex')) !== undefined;
  }

  add(callId: string): void {
    const hash = callHash(callId, this.key);
    this.#insert.run(Buffer.from(hash, 'hex'), trimmedCallChecksum(hash));
  }
}

/** @param hash hexadecimal. */
export function trimmedCallChecksum(hash: string): number {
  return checksum(hash);
}
