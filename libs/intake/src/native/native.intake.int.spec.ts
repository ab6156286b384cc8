import type { CallEvent } from '@callscope/call-events';
import { SqliteEventLog } from '@callscope/event-log';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { until } from '../../../../test/support/until';
import { NativeIntake } from './native.intake';

let log: SqliteEventLog;
let intake: NativeIntake;
let calls = 0;

beforeAll(async () => {
  log = await SqliteEventLog.open({ folder: await makeTempFolder() });
  atEnd(() => log.close());
  intake = new NativeIntake(log);
});

/** An id that no other test uses. */
const newCall = () => `call-${(calls += 1)}`;
const json = (body: unknown) => intake.acceptJson(Buffer.from(JSON.stringify(body)), Date.now);

async function* inPieces(text: string, length = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
const lines = (text: string, length?: number) => intake.acceptLines(inPieces(text, length), Date.now);

const started = (call_id: string, direction = 'inbound') => ({
  id: `${call_id}:started`,
  type: 'call.started',
  call_id,
  data: { direction },
});
const idsOf = (call: string) => log.readCall(call).map((event) => event.id);

describe('events as JSON', () => {
  it('are in the log when the answer comes', async () => {
    const call = newCall();
    const { position } = await json([started(call), { type: 'call.ended', call_id: call }]);
    expect(position).toBe(`${log.logId}-${log.head}`);
    expect(log.readCall(call).map(({ type, data }) => [type, data])).toEqual([
      ['call.started', { direction: 'inbound' }],
      ['call.ended', {}],
    ]);
  });

  it('are stored once, however often and however told', async () => {
    const call = newCall();
    const cost = { component: 'llm', basis: 'billed', mode: 'final' };
    const event = { id: `${call}:cost`, type: 'cost.recorded', call_id: call };
    await json({ ...event, data: { ...cost, amount_usd: 0.1 } });
    const again = { ...event, occurred_at: Date.now(), source: { framework: 'x', adapter: 'y' } };
    expect(await json({ ...again, data: { amount_usd: '0.10', provider: null, ...cost } })).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    expect(idsOf(call)).toHaveLength(1);
  });

  it('are stored without what nobody knows in their agent and providers, and known again by it', async () => {
    const call = newCall();
    const event = started(call);
    const parties = {
      agent: { id: 'sales', phone: '+12065550142' },
      providers: { llm: { name: 'x', user: '+12065550142' }, caller: '+12065550142' },
    };
    const told = { ...event, data: { ...event.data, ...parties } };
    const known = { direction: 'inbound', agent: { id: 'sales' }, providers: { llm: { name: 'x' } } };
    expect(await json(told)).toMatchObject({ accepted: 1 });
    expect(await json([told, told])).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(log.readCall(call).map(({ data }) => data)).toEqual([known]);
    expect(await json({ ...told, data: { ...told.data, agent: { id: 'support' } } })).toMatchObject({ rejected: 1 });
    expect(await json({ ...event, id: `${call}:2`, data: { ...event.data, agent: { phone: '1' } } })).toMatchObject({
      accepted: 1,
    });
    expect(log.readCall(call).at(-1)?.data).toEqual({ direction: 'inbound' });
  });

  it('are known again when they were stored with what nobody knows in them', async () => {
    const call = newCall();
    const event = { ...started(call), data: { direction: 'inbound', agent: { id: 'sales', phone: '+12065550142' } } };
    await log.append([{ ...event, v: 1 } as CallEvent]);
    expect(await json(event)).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('are stored once, however it is told that nothing was measured', async () => {
    const call = newCall();
    const event = { id: `${call}:1`, type: 'turn.completed', call_id: call, turn: 1 };
    const data = { outcome: 'completed' };
    await json({ ...event, data });
    const others = [null, {}, { stt_ms: null }].map((latency) => ({ ...event, data: { ...data, latency } }));
    expect(await json(others)).toMatchObject({ duplicates: 3, rejected: 0 });
  });

  it('are stored once when twenty tell them at the same time', async () => {
    const call = newCall();
    const answers = await Promise.all(Array.from({ length: 20 }, () => json(started(call))));
    expect(answers.filter((answer) => answer.accepted === 1)).toHaveLength(1);
    expect(answers.filter((answer) => answer.duplicates === 1)).toHaveLength(19);
  });

  it('with an id that stands for something else are refused, in one batch and later', async () => {
    const call = newCall();
    const conflict = { code: 'id_conflict', id: `${call}:started` };
    const both = await json([started(call), started(call, 'outbound'), started(call)]);
    expect(both).toMatchObject({ accepted: 1, duplicates: 1, rejected: 1, errors: [{ index: 1, ...conflict }] });
    const later = await json(started(call, 'outbound'));
    expect(later).toMatchObject({ accepted: 0, duplicates: 0, rejected: 1, position: null, errors: [conflict] });
    expect(log.readCall(call)).toMatchObject([{ data: { direction: 'inbound' } }]);
  });

  it('without an id are the same fact when they say the same', async () => {
    const call = newCall();
    const tool = { type: 'tool.started', call_id: call, data: { tool_call_id: 't', name: 'find' } };
    const first = { ...tool, occurred_at: 1_778_627_000_000 };
    const again = { ...tool, occurred_at: '2026-05-12T23:03:20Z' };
    expect(await json([first, again, { ...tool, occurred_at: 1_778_627_000_001 }])).toMatchObject({
      accepted: 2,
      duplicates: 1,
    });
  });

  it('of too long a batch are stored not at all', async () => {
    const call = newCall();
    const batch = Array.from({ length: 10_001 }, (_, i) => ({ ...started(call), id: `${call}:${i}` }));
    await expect(json(batch)).rejects.toMatchObject({ code: 'batch_too_large' });
    expect(idsOf(call)).toEqual([]);
  });

  it('of a large batch that has one too large event lose that one alone', async () => {
    const call = newCall();
    const words = (text: string) => ({ type: 'transcript.final', call_id: call, data: { role: 'user', text } });
    const answer = await json([words('a'), words('x'.repeat(1_048_576)), words('b')]);
    expect(answer).toMatchObject({ accepted: 2, rejected: 1, errors: [{ index: 1, code: 'event_too_large' }] });
  });
});

describe('events as lines', () => {
  it.each([1, 7, 1_000_000])('are read wherever the pieces of %d bytes end', async (length) => {
    const call = newCall();
    const text = { type: 'transcript.final', call_id: call, data: { role: 'user', text: 'Grüße 👋' } };
    const body = `${JSON.stringify(started(call))}\r\n\n  \n{oops\n5\n${JSON.stringify(text)}`;
    expect(await lines(body, length)).toMatchObject({
      accepted: 2,
      duplicates: 0,
      rejected: 2,
      position: `${log.logId}-${log.head}`,
      errors: [
        { index: 1, code: 'invalid_json' },
        { index: 2, code: 'not_an_object' },
      ],
    });
    expect(log.readCall(call)[1]).toMatchObject({ data: { text: 'Grüße 👋' } });
  });

  it('lose a line that is too long, and one that is no UTF-8', async () => {
    const call = newCall();
    const long = JSON.stringify({ ...started(call), data: { direction: 'inbound', note: 'x'.repeat(2_097_152) } });
    async function* body() {
      yield Buffer.from(`${long}\n`);
      yield Buffer.from([0x22, 0xff, 0x22, 0x0a]);
      yield Buffer.from(`${JSON.stringify(started(call))}\n`);
    }
    expect(await intake.acceptLines(body(), Date.now)).toMatchObject({
      accepted: 1,
      rejected: 2,
      errors: [
        { index: 0, code: 'event_too_large' },
        { index: 1, code: 'invalid_utf8' },
      ],
    });
  });

  it('that never end are stored as they come', async () => {
    const call = newCall();
    let atTheHalf = 0;
    async function* body() {
      for (let i = 0; i < 4_000; i += 1) {
        yield Buffer.from(`${JSON.stringify({ ...started(call), id: `${call}:${i}` })}\n`);
        if (i === 2_000) atTheHalf = idsOf(call).length;
      }
    }
    expect(await intake.acceptLines(body(), Date.now)).toMatchObject({ accepted: 4_000 });
    expect(atTheHalf).toBeGreaterThanOrEqual(1_500);
    expect(idsOf(call)).toEqual(Array.from({ length: 4_000 }, (_, i) => `${call}:${i}`));
  });

  it('that come slowly are stored before more come', async () => {
    const call = newCall();
    async function* body() {
      yield Buffer.from(`${JSON.stringify(started(call))}\n{"id":`);
      await until(() => Promise.resolve(idsOf(call).length === 1));
      yield Buffer.from(`"${call}:ended","type":"call.ended","call_id":"${call}","data":{}}`);
    }
    expect(await intake.acceptLines(body(), Date.now)).toMatchObject({ accepted: 2, rejected: 0 });
    expect(idsOf(call)).toEqual([`${call}:started`, `${call}:ended`]);
  });

  it('that break off leave what was stored, and say so', async () => {
    const call = newCall();
    async function* body() {
      for (let i = 0; i < 600; i += 1)
        yield Buffer.from(`${JSON.stringify({ ...started(call), id: `${call}:${i}` })}\n`);
      throw new Error('aborted');
    }
    await expect(intake.acceptLines(body(), Date.now)).rejects.toThrow('aborted');
  });
});

describe('a log that is closed', () => {
  it('acknowledges nothing', async () => {
    const closed = await SqliteEventLog.open({ folder: await makeTempFolder() });
    await closed.close();
    const late = new NativeIntake(closed);
    const body = JSON.stringify(started('late'));
    await expect(late.acceptJson(Buffer.from(body), Date.now)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(late.acceptLines(inPieces(body), Date.now)).rejects.toMatchObject({ code: 'storage_unavailable' });
  });
});
