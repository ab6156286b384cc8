import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { WriterThread } from './writer-thread';

const READY = `const { parentPort } = require('node:worker_threads');
  parentPort.postMessage({ kind: 'ready', logId: 'abcdefgh', head: 0, renewal: null, syncMs: 1 });`;

describe('the writer thread', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  /** A thread that runs this program; what is lost is told. */
  function thread(program: string): { thread: WriterThread; lost: Promise<Error> } {
    const script = join(folder, 'worker.js');
    writeFileSync(script, program);
    let tell: (error: Error) => void = () => undefined;
    const lost = new Promise<Error>((resolve) => (tell = resolve));
    return { thread: new WriterThread({ folder }, (error) => tell(error), script), lost };
  }

  it('that ends unbidden fails who waits and who comes later, and says so once', async () => {
    const { thread: writer, lost } = thread(`${READY} parentPort.once('message', () => process.exit(3));`);
    await writer.ready;
    const asked = [1, 2].map(() => writer.ask({ kind: 'commit', rows: [] }, 'committed'));
    for (const answer of asked) await expect(answer).rejects.toThrow('the log writer has ended');
    await expect(lost).resolves.toMatchObject({ message: 'the log writer has ended' });
    await expect(writer.ask({ kind: 'commit', rows: [] }, 'committed')).rejects.toThrow('the log writer has ended');
  });

  it('that throws is lost with what it threw', async () => {
    const { thread: writer, lost } = thread(
      `${READY} parentPort.once('message', () => { throw new Error('out of memory'); });`,
    );
    await writer.ready;
    await expect(writer.ask({ kind: 'commit', rows: [] }, 'committed')).rejects.toThrow('out of memory');
    await expect(lost).resolves.toMatchObject({ message: 'out of memory' });
  });

  it('that was closed is not lost', async () => {
    const onLost = jest.fn();
    const script = join(folder, 'worker.js');
    const closing = `parentPort.once('message', () => { parentPort.postMessage({ kind: 'closed' }); });`;
    writeFileSync(script, `${READY} ${closing}`);
    const writer = new WriterThread({ folder }, onLost, script);
    await writer.ready;
    await writer.ask({ kind: 'close' }, 'closed');
    await expect(writer.ask({ kind: 'commit', rows: [] }, 'committed')).rejects.toThrow('the log writer has ended');
    expect(onLost).not.toHaveBeenCalled();
  });

  it('that never becomes ready tells who opens, and nobody else', async () => {
    const onLost = jest.fn();
    const script = join(folder, 'worker.js');
    writeFileSync(script, `throw new Error('no such disk');`);
    const writer = new WriterThread({ folder }, onLost, script);
    await expect(writer.ready).rejects.toThrow('no such disk');
    await new Promise((resolve) => setImmediate(resolve));
    expect(onLost).not.toHaveBeenCalled();
  });

  it('gives each request its own answer, in their order', async () => {
    const { thread: writer } = thread(`${READY} let n = 0;
      parentPort.on('message', (request) => {
        n += 1;
        if (request.kind === 'close') { parentPort.postMessage({ kind: 'closed' }); parentPort.close(); return; }
        if (n === 2) parentPort.postMessage({ kind: 'failed', reason: 'disk full' });
        else parentPort.postMessage({ kind: 'erased', events: n });
      });`);
    await writer.ready;
    const answers = [1, 2, 3].map(() => writer.ask({ kind: 'erase', callId: 'call' }, 'erased'));
    const [first, second, third] = await Promise.allSettled(answers);
    expect(first).toMatchObject({ value: { events: 1 } });
    expect(second).toMatchObject({ reason: { message: 'disk full' } });
    expect(third).toMatchObject({ value: { events: 3 } });
    await writer.ask({ kind: 'close' }, 'closed');
  });
});
