import type { Database, Statement } from 'better-sqlite3';
import { type LevelStep, peaksOf, type PeaksQuery } from './peaks';
import { RESOLUTIONS } from './cells';

const { minute, hour } = RESOLUTIONS;

/** Reads how many calls were active at once, from the hours of `active-peaks`. */
export class Levels {
  readonly #before: Statement<[number], number>;
  readonly #hours: Statement<[number, number], [start: number, net: number, peak: number]>;
  readonly #minutes: Statement<[number], string>;

  constructor(db: Database) {
    this.#before = db
      .prepare<[number], number>('SELECT coalesce(sum(net), 0) FROM view_active_peaks WHERE start < ?')
      .pluck();
    this.#hours = db
      .prepare<[number, number], [start: number, net: number, peak: number]>(
        'SELECT start, net, peak FROM view_active_peaks WHERE start >= ? AND start < ? ORDER BY start',
      )
      .raw();
    this.#minutes = db.prepare<[number], string>('SELECT minutes FROM view_active_peaks WHERE start = ?').pluck();
  }

  /** The most calls that were active at once in each bucket that has to be told, by its beginning. */
  peaks(query: PeaksQuery): ReadonlyMap<number, number> {
    const first = Math.floor(query.from / hour) * hour;
    let level = this.#before.get(first) ?? 0;
    const steps: LevelStep[] = [];
    for (const [start, net, peak] of this.#hours.all(first, query.to)) {
      const isWhole = start >= query.from && start + hour <= query.to;
      if (isWhole && query.bucketMs >= hour) {
        steps.push({ from: start, to: start + hour, net, peak });
        continue;
      }
      for (const step of this.#minutesOf(start)) {
        if (step.from < query.from) level += step.net;
        else if (step.from < query.to) steps.push(step);
      }
    }
    return peaksOf(steps, level, query);
  }

  #minutesOf(start: number): LevelStep[] {
    const told = JSON.parse(this.#minutes.get(start) ?? '[]') as number[];
    return Array.from({ length: told.length / 2 }, (_, index) => {
      const from = start + index * minute;
      return { from, to: from + minute, net: told[2 * index] ?? 0, peak: told[2 * index + 1] ?? 0 };
    });
  }
}
