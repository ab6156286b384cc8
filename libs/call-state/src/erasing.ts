import type { End } from './ends';
import { type Facts, publicFacts } from './facts';
import type { Statuses } from './statuses';

/** The parts of a call that events tell of persons for. */
interface Told {
  readonly facts: Facts;
  readonly statuses: Statuses;
  readonly end: End | null;
}

/**
 * The call without what told of a person: just what its erased events make of it, so that it does not matter whether
 * they were taken in before they were erased or after.
 */
export function erased({ facts, statuses, end }: Told): Told {
  return { facts: publicFacts(facts), statuses: withoutWord(statuses), end: withoutReport(end) };
}

/** The source's own word for a status is gone. */
function withoutWord({ progress, terminal }: Statuses): Statuses {
  if (!terminal) return { progress };
  const { value, ...telling } = terminal;
  return { progress, terminal: { value: { status: value.status }, ...telling } };
}

/** What stood in the report alone is gone with it. */
function withoutReport(end: End | null): End | null {
  if (!end?.report) return end;
  return { ...end, report: { ...end.report, latency_ms: null, total_nano: null } };
}
