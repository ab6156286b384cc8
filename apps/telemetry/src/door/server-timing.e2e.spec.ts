import { DocumentedService, nameOf } from '../openapi/testing/documented-service';
import { SERVER_TIMING_HEADER } from './server-timing';

const TIMED = /^app;dur=\d+\.\d{3}$/;

interface Told {
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
}

let own: DocumentedService;

beforeAll(async () => {
  own = await DocumentedService.start();
});

const get = (path: string, headers: Record<string, string> = own.withToken): Promise<Response> =>
  fetch(own.service.url + path, { headers });

/** It may be a stream, which has no end. */
async function timingOf(answer: Response): Promise<string | null> {
  await answer.body?.cancel();
  return answer.headers.get(SERVER_TIMING_HEADER);
}

describe('the header Server-Timing', () => {
  it('is on all answers, and on no others, of which the document says so', async () => {
    const reads = own.told.operations.filter(({ method }) => method === 'GET');
    const told = reads.filter(({ operation }) => {
      return SERVER_TIMING_HEADER in ((operation as unknown as Told).responses[200]?.headers ?? {});
    });
    const timed = [];
    for (const read of reads) {
      const timing = await timingOf(await get(read.path.replace(/\{[^}]+\}/, 'nobody')));
      if (timing !== null) timed.push(read);
      if (timing !== null) expect(timing).toMatch(TIMED);
    }
    expect(timed.map(nameOf)).toEqual(told.map(nameOf));
    expect(told.length).toBeGreaterThan(7);
  });

  it('tells of problems and streams, too, and never more than it took to be told', async () => {
    for (const path of ['/api/v2/calls?limit=x', '/api/v2/nothing', '/api/v2/live', '/api/v2/events?after=0']) {
      const began = performance.now();
      const answer = await get(path, { ...own.withToken, accept: 'text/event-stream' });
      const took = performance.now() - began;
      const timing = await timingOf(answer);
      expect([path, timing]).toEqual([path, expect.stringMatching(TIMED)]);
      expect(Number(timing?.slice('app;dur='.length))).toBeLessThan(took);
    }
  });

  it('tells nothing to who is refused at the door', async () => {
    const refused = [{}, { authorization: 'Bearer wrong' }, { ...own.withToken, origin: 'http://evil.example' }];
    for (const headers of refused) {
      const answer = await get('/api/v2/calls', headers);
      expect([401, 403]).toContain(answer.status);
      expect(await timingOf(answer)).toBeNull();
    }
  });
});
