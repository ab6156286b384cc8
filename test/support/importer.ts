import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atEnd } from './at-end';

const MAIN = join(__dirname, '../../dist/apps/cli/src/main.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `--json` prints, as far as specs look at it. */
export interface ImportSummary {
  readonly from: string;
  readonly taken: number;
  readonly duplicates: number | null;
  readonly turns: number | null;
  readonly refused: number;
  readonly refused_lines: readonly { readonly line: number; readonly code: string; readonly message: string }[];
  readonly after_line: number | null;
  readonly went_on: boolean;
  readonly log_grew_by: number | null;
  readonly per_s: number;
  readonly stopped: string | null;
}

/** The command as users have it, with its state in a folder of its own. */
export class Importer {
  constructor(
    private readonly stateFolder: string,
    /** Beside the environment of the spec, or in place of it. */
    private readonly env: NodeJS.ProcessEnv = {},
  ) {}

  start(...args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
    const env = { ...process.env, XDG_STATE_HOME: this.stateFolder, ...this.env };
    const child = spawn(process.execPath, [MAIN, 'import', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
    atEnd(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    return { child, ended };
  }

  /** Until it ends, with `stdin` and `--json`. */
  async run(args: readonly string[], stdin = ''): Promise<Ended & { readonly summary: ImportSummary }> {
    const { child, ended } = this.start(...args, '--json');
    child.stdin?.end(stdin);
    const end = await ended;
    return { ...end, summary: JSON.parse(end.stdout === '' ? 'null' : end.stdout) as ImportSummary };
  }
}
