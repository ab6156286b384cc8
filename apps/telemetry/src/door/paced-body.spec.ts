import { pacedBody } from './paced-body';

async function* chunks(log: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of ['a', 'b', 'c']) {
    log.push(`sent ${chunk}`);
    yield await Promise.resolve(Buffer.from(chunk));
  }
}

describe('pacedBody', () => {
  it('gives every chunk, in order', async () => {
    const got: string[] = [];
    const views = { keepsUp: () => Promise.resolve() };
    for await (const chunk of pacedBody(chunks([]), views)) got.push(Buffer.from(chunk).toString());
    expect(got).toEqual(['a', 'b', 'c']);
  });

  it('reads on only when the views have kept up with what came before', async () => {
    const log: string[] = [];
    let release = (): void => undefined;
    const views = {
      keepsUp: () => {
        log.push('waits');
        return new Promise<void>((resolve) => (release = resolve));
      },
    };
    const body = pacedBody(chunks(log), views);
    const first = body.next();
    await new Promise(setImmediate);
    expect(log).toEqual(['sent a', 'waits']);
    release();
    expect(Buffer.from((await first).value as Uint8Array).toString()).toBe('a');
  });
});
