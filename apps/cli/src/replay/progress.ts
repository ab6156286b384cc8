import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal';

export interface Progress {
  /** One more post was answered. */
  step(): void;
  stop(): void;
}

/** A bar where a person watches; elsewhere, as in the log of a build, a line about every tenth part. */
export function progressOn(terminal: Terminal, total: number): Progress {
  return terminal.isWatched ? progressBar(total) : progressLines(terminal, total);
}

function progressBar(total: number): Progress {
  const format = 'replay {bar} {percentage} %  {value}/{total} posts  {duration_formatted}';
  const bar = new SingleBar({ format, barCompleteChar: '█', barIncompleteChar: '░', gracefulExit: false });
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

export function progressLines(terminal: Pick<Terminal, 'err'>, total: number): Progress {
  let done = 0;
  let tenthsShown = 0;
  return {
    step() {
      done += 1;
      const tenths = Math.floor((done / total) * 10);
      if (tenths === tenthsShown) return;
      tenthsShown = tenths;
      terminal.err(`replay ${Math.floor((done / total) * 100)} %, ${done}/${total} posts\n`);
    },
    stop: () => undefined,
  };
}
