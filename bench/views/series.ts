import type { HttpLine } from './http-line';
import { type Latency, latencyOf } from './latency';

/** Requests of one kind, one after the other: the path of the next. */
export interface Series {
  readonly name: string;
  readonly path: () => string;
  readonly requests: number;
  /** It goes on for so long even when all requests are answered. */
  readonly leastMs?: number;
}

/** A series that is slow ends early: its `n` tells. */
const MOST_MS = 12_000;
const WARM_UP = 3;
const NOTHING_FOUND = '{"calls":[],';

/** @throws Error when a list is empty: how quickly nothing is found tells nothing. */
export async function measure(line: HttpLine, { name, path, requests, leastMs = 0 }: Series): Promise<Latency> {
  for (let number = 0; number < WARM_UP; number += 1) {
    const answer = await line.get(path());
    if (answer.startsWith(NOTHING_FOUND)) throw new Error(`${name}: no calls; fill more`);
  }
  const taken: number[] = [];
  const began = performance.now();
  let spent = 0;
  while (spent < MOST_MS && (taken.length < requests || spent < leastMs)) {
    await line.get(path());
    const now = performance.now() - began;
    taken.push(now - spent);
    spent = now;
  }
  return latencyOf(taken);
}
