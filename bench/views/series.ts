import type { Floor, Floors } from './floor';
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

/** What a series took over HTTP, and what of it inside the service. */
export interface Measured extends Latency {
  readonly inside: Latency;
  /** Asked in turn with it. */
  readonly floors?: Floors;
}

/** A series that is slow ends early: its `n` tells. */
const MOST_MS = 12_000;
const WARM_UP = 3;
const NOTHING_FOUND = '{"calls":[],';

/**
 * @param floor is asked after each request.
 * @throws Error when a list is empty: how quickly nothing is found tells nothing.
 */
export async function measure(line: HttpLine, series: Series, floor?: Floor): Promise<Measured> {
  const { name, path, requests, leastMs = 0 } = series;
  for (let number = 0; number < WARM_UP; number += 1) {
    const answer = await line.get(path());
    if (answer.startsWith(NOTHING_FOUND)) throw new Error(`${name}: no calls; fill more`);
  }
  const [outside, inside]: [number[], number[]] = [[], []];
  const began = performance.now();
  const spent = (): number => performance.now() - began;
  while (spent() < MOST_MS && (outside.length < requests || spent() < leastMs)) {
    const { ms, insideMs } = await line.ask(path());
    if (insideMs === null) throw new Error(`${name}: the service does not say how long it took`);
    outside.push(ms);
    inside.push(insideMs);
    await floor?.ask();
  }
  return { ...latencyOf(outside), inside: latencyOf(inside), ...(floor && { floors: floor.take() }) };
}
