import type { StoredEnvelope } from '@callscope/call-events';

/** When an event happened, epoch ms: by the producer's clock, else when we recorded it. */
export function momentOf(event: StoredEnvelope & { readonly occurred_at?: number }): number {
  return event.occurred_at ?? event.recorded_at;
}

/** For sorting by time. What has one time, as events of a coarse clock have, stays in the order of the log. */
export function byTime<T extends { readonly position: number }>(timeOf: (thing: T) => number) {
  return (a: T, b: T): number => {
    const [timeA, timeB] = [timeOf(a), timeOf(b)];
    return timeA === timeB ? a.position - b.position : timeA < timeB ? -1 : 1;
  };
}
