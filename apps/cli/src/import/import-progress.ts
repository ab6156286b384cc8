import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal';

export interface ImportProgress {
  /** So much of the whole is done, and so many were taken or refused. */
  at(done: number, count: number): void;
  stop(): void;
}

/** Without a total: a line about every so many. */
const LINE_EVERY = 10_000;

/** A bar where a person watches; elsewhere, as in the log of a build, a line about every tenth part. */
export function importProgress(
  terminal: Pick<Terminal, 'err' | 'isWatched'>,
  total: number | null,
  unit: string,
  nowMs: () => number,
): ImportProgress {
  const startMs = nowMs();
  const perSecond = (count: number): number => Math.round((count / Math.max(nowMs() - startMs, 1)) * 1_000);
  return terminal.isWatched && total !== null ? bar(total, unit, perSecond) : lines(terminal, total, unit, perSecond);
}

function bar(total: number, unit: string, perSecond: (count: number) => number): ImportProgress {
  const format = `import {bar} {percentage} %  {count} ${unit}  {rate} ${unit}/s  {duration_formatted}`;
  const drawn = new SingleBar({ format, barCompleteChar: '█', barIncompleteChar: '░', gracefulExit: false });
  drawn.start(Math.max(total, 1), 0, { count: 0, rate: 0 });
  return {
    at: (done, count) => drawn.update(done, { count, rate: perSecond(count) }),
    stop: () => drawn.stop(),
  };
}

function lines(
  terminal: Pick<Terminal, 'err'>,
  total: number | null,
  unit: string,
  perSecond: (count: number) => number,
): ImportProgress {
  let shown = 0;
  return {
    at(done, count) {
      const step = total === null ? Math.floor(count / LINE_EVERY) : Math.floor((done / Math.max(total, 1)) * 10);
      if (step === shown) return;
      shown = step;
      const part = total === null ? '' : `${Math.floor((done / Math.max(total, 1)) * 100)} %, `;
      terminal.err(`import ${part}${count} ${unit}, ${perSecond(count)} ${unit}/s\n`);
    },
    stop: () => undefined,
  };
}
