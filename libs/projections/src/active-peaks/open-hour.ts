import type { OpenRow } from '../kernel';
import type { ActivePeaksRow } from './active-peaks.read-model';

const SECONDS = 3_600;
const MINUTE = 60;

/** In a second of the hour, its `place` from 0 on, the number of active calls changes by so many. */
export interface LevelChange {
  readonly place: number;
  readonly by: number;
}

/** @param second since 1970. */
export function placeOfSecond(second: number): { readonly hour: number; readonly place: number } {
  const hour = Math.floor(second / SECONDS);
  // A time that nobody can mean is too large to be told from its neighbours.
  return { hour, place: Math.min(SECONDS - 1, Math.max(0, second - hour * SECONDS)) };
}

export function hourKey(hour: number): string {
  return String(hour * SECONDS * 1_000);
}

/** An hour whose changes are added up second by second. */
export class OpenHour implements OpenRow<ActivePeaksRow, LevelChange> {
  readonly #changes = new Int32Array(SECONDS);

  constructor(row: ActivePeaksRow | null) {
    const { changes = [] } = row ?? {};
    for (let index = 0, place = 0; index < changes.length; index += 2) {
      place += changes[index] ?? 0;
      this.#changes[place] = changes[index + 1] ?? 0;
    }
  }

  add({ place, by }: LevelChange): void {
    this.#changes[place] = (this.#changes[place] ?? 0) + by;
  }

  /** What ends and what begins in the same second cancel each other: the grid knows no more. */
  toRow(): ActivePeaksRow | null {
    const changes = this.#listed();
    if (changes.length === 0) return null;
    const minutes: number[] = [];
    let [net, peak] = [0, -Infinity];
    for (let from = 0; from < SECONDS; from += MINUTE) {
      const minute = this.#minute(from);
      minutes.push(minute.net, minute.peak);
      peak = Math.max(peak, net + minute.peak);
      net += minute.net;
    }
    return { net, peak, minutes, changes };
  }

  /** From second to second: in those without a change the number holds. */
  #minute(from: number): { readonly net: number; readonly peak: number } {
    let [net, peak] = [0, -Infinity];
    for (let place = from; place < from + MINUTE; place += 1) {
      net += this.#changes[place] ?? 0;
      if (net > peak) peak = net;
    }
    return { net, peak };
  }

  #listed(): number[] {
    const listed: number[] = [];
    let last = 0;
    // By number: an iterator makes a pair for each of them.
    for (let place = 0; place < SECONDS; place += 1) {
      const by = this.#changes[place] ?? 0;
      if (by === 0) continue;
      listed.push(place - last, by);
      last = place;
    }
    return listed;
  }
}
