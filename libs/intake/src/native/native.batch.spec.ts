import type { CallEvent } from '@callscope/call-events';
import type { AppendOutcome, EventLog } from '@callscope/event-log';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { NativeBatch, type PartialSink } from './native.batch';

const end = (id: string, reason = 'completed') => ({ id, type: 'call.ended', call_id: 'c', data: { reason } });
const partial = { type: 'transcript.partial', call_id: 'c', data: { role: 'user', text: 'Hel' } };

/** A log that remembers what it was given, and is as slow or broken as the spec wants it. */
class FakeLog {
  readonly logId = '0123abcd';
  readonly groups: (readonly CallEvent[])[] = [];
  readonly stored = new Map<string, { position: number; payload: string }>();
  before: () => Promise<void> = () => Promise.resolve();

  async append(events: readonly CallEvent[]): Promise<AppendOutcome[]> {
    this.groups.push(events);
    await this.before();
    return events.map((event) => this.#one(event));
  }

  #one({ id, data }: CallEvent): AppendOutcome {
    const payload = JSON.stringify(data);
    const known = this.stored.get(id);
    if (known) return { outcome: known.payload === payload ? 'duplicate' : 'conflict', position: known.position };
    const position = this.stored.size + 1;
    this.stored.set(id, { position, payload });
    return { outcome: 'accepted', position };
  }
}

let log: FakeLog;
beforeEach(() => {
  log = new FakeLog();
});

const batchOf = (onPartial: PartialSink = () => undefined) =>
  new NativeBatch({ log: log as unknown as EventLog, now: () => Date.UTC(2026, 4, 13), onPartial });

/** Sends all of them as the intake does. */
async function send(events: readonly unknown[], onPartial?: PartialSink) {
  const batch = batchOf(onPartial);
  for (const event of events) {
    batch.take(event, 100);
    if (batch.isFull) await batch.flush();
  }
  return batch.finish();
}

describe('the answer', () => {
  it('counts every event once, and lists refusals in the order of the events', async () => {
    const sent = [end('a'), { ...end('b'), type: 'x' }, end('a'), end('a', 'busy'), 5, partial, end('d')];
    expect(await send(sent)).toEqual({
      accepted: 3,
      duplicates: 1,
      rejected: 3,
      position: '0123abcd-2',
      errors: [
        { index: 1, id: 'b', code: 'unknown_type', field: 'type', message: expect.any(String) },
        { index: 3, id: 'a', code: 'id_conflict', field: 'id', message: expect.any(String) },
        { index: 4, code: 'not_an_object', message: expect.any(String) },
      ],
    });
  });

  it('to nothing is nothing', async () => {
    expect(await send([])).toEqual({ accepted: 0, duplicates: 0, rejected: 0, position: null, errors: [] });
    expect(log.groups).toEqual([]);
  });

  it('to words in passing has no position, and hands them on', async () => {
    const told: unknown[] = [];
    expect(await send([partial, partial], (words) => told.push(words))).toMatchObject({ accepted: 2, position: null });
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ call_id: 'c', data: { text: 'Hel' } });
    expect(log.groups).toEqual([]);
  });

  it('to what was told before names the place where it is', async () => {
    await send([end('a'), end('b')]);
    expect(await send([end('b'), end('a')])).toMatchObject({ accepted: 0, duplicates: 2, position: '0123abcd-2' });
  });

  it('lists the first hundred refusals, of whatever kind', async () => {
    const odd = Array.from({ length: 700 }, (_, i) => (i % 2 === 0 ? end('same', i === 0 ? 'completed' : 'busy') : 5));
    const { rejected, errors } = await send(odd);
    expect(rejected).toBe(699);
    expect(errors.map((error) => error.index)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('lists a hundred of them in all, not of each group', async () => {
    const odd = Array.from({ length: 1_500 }, (_, i) => (i % 8 === 0 ? 5 : end(`e${i}`)));
    const { rejected, errors } = await send(odd);
    expect(rejected).toBe(188);
    expect(errors.map((error) => error.index)).toEqual(Array.from({ length: 100 }, (_, i) => i * 8));
  });

  it('shows an id only when it can be one', async () => {
    const { errors } = await send([{ id: 'a\nb' }, { id: 5 }, { id: 'x'.repeat(257) }, { id: 'fine' }]);
    expect(errors.map((error) => error.id)).toEqual([undefined, undefined, undefined, 'fine']);
  });

  it('is exact for whatever is sent', async () => {
    const event = fc.oneof(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        good: fc.boolean(),
        reason: fc.constantFrom('busy', 'error'),
      }),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (list) => {
        log = new FakeLog();
        const first = new Map<string, string>();
        const want = { accepted: 0, duplicates: 0, rejected: [] as number[] };
        for (const [index, told] of list.entries()) {
          if (!told?.good) want.rejected.push(index);
          else if (!first.has(told.id)) {
            first.set(told.id, told.reason);
            want.accepted += 1;
          } else if (first.get(told.id) === told.reason) want.duplicates += 1;
          else want.rejected.push(index);
        }
        const result = await send(
          list.map((told) => told && { ...end(told.id, told.reason), ...(told.good ? {} : { call_id: '' }) }),
        );
        expect({ ...result, errors: result.errors.map((error) => error.index) }).toMatchObject({
          accepted: want.accepted,
          duplicates: want.duplicates,
          rejected: want.rejected.length,
          errors: want.rejected,
        });
        expect(log.stored.size).toBe(want.accepted);
      }),
      RUNS,
    );
  });
});

describe('a long batch', () => {
  const many = Array.from({ length: 2_600 }, (_, i) => end(`e${i}`));

  it('goes to the log in groups, in order', async () => {
    expect(await send(many)).toMatchObject({ accepted: 2_600, position: '0123abcd-2600' });
    expect(log.groups.map((group) => group.length)).toEqual([500, 500, 500, 500, 500, 100]);
    expect(log.groups.flat().map((event) => event.id)).toEqual(many.map((event) => event.id));
  });

  it('is cut by bytes as well', async () => {
    const batch = batchOf();
    for (let i = 0; i < 3; i += 1) {
      expect(batch.isFull).toBe(false);
      batch.take(end(`e${i}`), 400_000);
    }
    expect(batch.isFull).toBe(true);
  });

  it('waits for the disk: one group on its way, one that comes together', async () => {
    const waiting: (() => void)[] = [];
    log.before = () => new Promise((resolve) => waiting.push(resolve));
    const sending = send(many);
    for (let group = 1; group <= 6; group += 1) {
      await new Promise(setImmediate);
      expect(log.groups).toHaveLength(group);
      waiting.shift()?.();
    }
    expect(await sending).toMatchObject({ accepted: 2_600 });
  });

  it('does not let refusals pile up either', async () => {
    const batch = batchOf();
    for (let i = 0; i < 500; i += 1) batch.refuse({ code: 'invalid_json', message: 'no JSON' });
    expect(batch.isFull).toBe(true);
  });

  it.each([1, 2, 6])('is refused as a whole when group %d cannot be stored', async (broken) => {
    log.before = () => (log.groups.length === broken ? Promise.reject(new Error('disk full')) : Promise.resolve());
    await expect(send(many)).rejects.toThrow('disk full');
  });

  it('keeps a failure to itself until somebody asks', async () => {
    log.before = () => Promise.reject(new Error('disk full'));
    const batch = batchOf();
    batch.take(end('a'), 100);
    await batch.flush();
    // A rejection that nobody has looked at by now would end the process.
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    batch.take(end('b'), 100);
    await expect(batch.finish()).rejects.toThrow('disk full');
    expect(log.groups).toHaveLength(1);
  });
});
