import type { Problem } from '@callscope/client';
import { durationText } from '../duration-text';

const MAX_PROBLEMS = 5;

/** What has been told so far. */
export class ToldCounts {
  readonly problems: Problem[] = [];
  calls = 0;
  events = 0;
  refused = 0;

  /** @param callNumber calls are numbered as they begin. */
  told(callNumber: number): void {
    this.events += 1;
    this.calls = Math.max(this.calls, callNumber);
  }

  refuse(problem: Problem): void {
    this.refused += 1;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}

export function countsText({ calls, events, refused, problems }: ToldCounts, seed: string, wallMs: number): string {
  const told = `${calls} calls, ${events} events told in ${durationText(wallMs)}, ${refused} refused (seed ${seed})\n`;
  return told + problems.map(({ code, field = '', message }) => `  ${code} ${field} ${message}\n`).join('');
}
