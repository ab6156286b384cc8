import type { Database, Statement } from 'better-sqlite3';
import { eventChecksum } from '../encoding/checksum';
import { Personal } from '../encoding/event-row';
import { StorageUnavailableError } from '../errors';
import type { CheckedRow } from './checked-row';
import { CheckedRows } from './checked-rows';
import { emptyWal } from './empty-wal';

/** Takes what tells of a person out of a call, and out of every file of the log. */
export class EraseCall {
  readonly #stream: Statement<[string], { stream: number }>;
  readonly #events: CheckedRows<[number]>;
  readonly #deletePersonal: Statement<[number]>;
  readonly #update: Statement<[Personal, number, number]>;
  readonly #mark: Statement<[number]>;
  readonly #transaction: (stream: number, say: (lost: number) => void) => number;

  constructor(private readonly db: Database) {
    this.#stream = db.prepare('SELECT stream FROM streams WHERE call_id = ?');
    this.#events = new CheckedRows(db, 'WHERE e.stream = ?');
    this.#deletePersonal = db.prepare('DELETE FROM private WHERE position = ?');
    this.#update = db.prepare(
      'UPDATE events SET has_personal = ?, checksum = ?, fingerprint = NULL WHERE position = ?',
    );
    this.#mark = db.prepare('INSERT OR IGNORE INTO erased (stream) VALUES (?)');
    this.#transaction = db.transaction((stream: number, say: (lost: number) => void) => {
      const rows = this.#events.all(stream);
      const lost = this.#eraseStream(stream, rows);
      // A call of which only conflicts were told has no events, and is none.
      if (rows.length > 0) say(lost);
      return lost;
    });
  }

  /** How many events lost something. `say`: within the transaction, once that is known. */
  run(callId: string, say: (lost: number) => void): number {
    const stream = this.#stream.get(callId)?.stream;
    const lost = stream === undefined ? 0 : this.#transaction(stream, say);
    if (!emptyWal(this.db)) {
      throw new StorageUnavailableError('it is being read, and what was erased is not gone yet');
    }
    return lost;
  }

  #eraseStream(stream: number, rows: readonly CheckedRow[]): number {
    let lost = 0;
    for (const row of rows) {
      lost += this.#deletePersonal.run(row.position).changes;
      const state = row.has_personal === Personal.None ? Personal.None : Personal.Erased;
      // A row that is damaged stays so: its old checksum must not become right.
      const intact = eventChecksum(row) === row.checksum;
      this.#update.run(state, intact ? eventChecksum({ ...row, has_personal: state }) : row.checksum, row.position);
    }
    this.#mark.run(stream);
    return lost;
  }
}
