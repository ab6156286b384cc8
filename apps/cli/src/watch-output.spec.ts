import { Writable } from 'node:stream';
import { type Output, watchOutput } from './watch-output';

/** A process whose stdout, or stderr as well, fails with this code; and what it says on stderr. */
function aProcess(code: string, { isStderrGone = false } = {}) {
  const failing = (): Writable =>
    new Writable({
      autoDestroy: false,
      write: (_bytes, _encoding, done) => done(Object.assign(new Error('no way'), { code })),
    });
  let said = '';
  const stderr = new Writable({
    write(bytes: Buffer, _encoding, done) {
      said += bytes.toString();
      done();
    },
  });
  const output = { stdout: failing(), stderr: isStderrGone ? failing() : stderr, exitCode: undefined };
  const process = output as unknown as Output;
  watchOutput(process);
  return { process, said: () => said };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('watchOutput', () => {
  it('takes it for no error that nobody reads any more', async () => {
    const { process, said } = aProcess('EPIPE');
    process.stdout.write('1\n');
    await turn();
    expect([process.exitCode, said()]).toEqual([undefined, '']);
  });

  it('says once that stdout cannot be written, and ends with 2', async () => {
    const { process, said } = aProcess('ENOSPC');
    for (const line of ['1\n', '2\n']) {
      process.stdout.write(line);
      await turn();
    }
    expect([process.exitCode, said()]).toEqual([2, 'callscope: cannot write to stdout: no way\n']);
  });

  it('leaves the exit code that the command has ended with', async () => {
    const { process } = aProcess('ENOSPC');
    process.exitCode = 4;
    process.stdout.write('1\n');
    await turn();
    expect(process.exitCode).toBe(4);
  });

  it('ends with 2 as well where neither can be written', async () => {
    const { process } = aProcess('ENOSPC', { isStderrGone: true });
    process.stdout.write('1\n');
    await turn();
    expect(process.exitCode).toBe(2);
  });
});
