import { type CallDetail, callDetail } from '@callscope/call-state';
import { SqliteEventLog } from '@callscope/event-log';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { RECORDED_FILES, recordedPosts } from '../../../call-events/src/testing';
import { RefusedInputError } from '../kernel';
import { PatterIntake } from './patter.intake';

const RECEIVED = Date.UTC(2026, 4, 13);
const ENDED_AT_S = 1_778_625_078;

let log: SqliteEventLog;
let intake: PatterIntake;
let calls = 0;

beforeAll(async () => {
  log = await SqliteEventLog.open({ folder: await makeTempFolder() });
  atEnd(() => log.close());
  intake = new PatterIntake(log);
});

/** An id that no other test uses. */
const newCall = () => `CA${(calls += 1)}`;

const post = (body: unknown) =>
  intake.accept(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), RECEIVED);

/** Posts the bodies one after the other and tells the call that they make. */
async function callAfter(...bodies: { call_id: string }[]): Promise<CallDetail> {
  for (const body of bodies) await post(body);
  return callDetail(log.readCall(bodies[0]!.call_id))!;
}

interface Told {
  readonly llm?: number;
  readonly tts?: number;
  readonly turns?: Readonly<Record<number, string>>;
  readonly callee?: string;
}

function endBody(callId: string, { llm, tts, turns = {}, callee = '' }: Told) {
  const told = Object.entries(turns).map(([index, text]) => ({
    turn_index: Number(index),
    user_text: text,
    agent_text: 'Yes.',
    latency: { agent_response_ms: 100 * text.length },
    timestamp: ENDED_AT_S - 10 + Number(index),
  }));
  return {
    call_id: callId,
    caller: '+12065550142',
    callee,
    ended_at: ENDED_AT_S,
    metrics: { duration_seconds: 20, turns: told, cost: { llm, tts }, provider_mode: 'pipeline' },
  };
}

const textsOf = ({ turns }: CallDetail) => turns.map(({ turn, user_text: text }) => [turn, text]);

describe('a Patter body that is taken in', () => {
  it.each([
    ['started', { caller: '+12065550142' }],
    ['initiated', { status: 'initiated' }],
    ['status', { status: 'busy' }],
    ['ended', { ended_at: 0 }],
  ])('is answered with what it was: %s', async (event, body) => {
    const callId = newCall();
    await expect(post({ call_id: callId, ...body })).resolves.toEqual({ call_id: callId, event });
  });

  it('is in the log, each fact once, when it is answered', async () => {
    const callId = newCall();
    await post(endBody(callId, { llm: 0.5, turns: { 0: 'Hi.' } }));
    expect(log.readCall(callId).map(({ type }) => type)).toEqual(['turn.completed', 'cost.recorded', 'call.ended']);
  });

  it('is stored once, however often it comes', async () => {
    const body = endBody(newCall(), { llm: 0.5, turns: { 0: 'Hi.', 1: 'Bye.' } });
    const first = await callAfter(body);
    const head = log.head;
    expect(await callAfter(body, body, body)).toEqual(first);
    expect(log.head).toBe(head);
  });

  it('is the same body when its keys stand in another order', async () => {
    const callId = newCall();
    await post(`{"call_id":"${callId}","caller":"+12065550142","callee":""}`);
    await post(`{ "callee": "", "caller": "+12065550142", "call_id": "${callId}" }`);
    expect(log.readCall(callId)).toHaveLength(1);
  });

  it('is stored once when it comes twice at the same time', async () => {
    const body = endBody(newCall(), { llm: 0.5, turns: { 0: 'Hi.' } });
    const answers = await Promise.all([post(body), post(body)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(log.readCall(body.call_id)).toHaveLength(3);
  });

  it('does not disturb another that comes at the same time', async () => {
    const bodies = Array.from({ length: 8 }, (_, index) => endBody(newCall(), { llm: index + 1, turns: { 0: 'Hi.' } }));
    await Promise.all(bodies.map(post));
    const costs = bodies.map(({ call_id: id }) => callDetail(log.readCall(id))!.call.cost.total_usd);
    expect(costs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is kept whole, with the words of its call', async () => {
    const { body } = recordedPosts('ingest-ts.jsonl').find(({ phase }) => phase === 'end')!;
    await post(body);
    const end = log.readCall(body.call_id).find(({ type }) => type === 'call.ended');
    expect(end?.data).toMatchObject({ report: { metrics: body['metrics'], transcript: body['transcript'] } });
  });

  it.each(RECORDED_FILES)('is one of all that were recorded in %s, and all of them come twice', async (file) => {
    const bodies = recordedPosts(file).map(({ body }) => body);
    for (const body of bodies) await post(body);
    const head = log.head;
    for (const body of bodies) await post(body);
    expect(log.head).toBe(head);
  });
});

describe('an end that comes changed', () => {
  it('tells its turns whatever comes at the same time, as the last of those that were stored', async () => {
    const first = endBody(newCall(), { turns: { 0: 'One.' } });
    await post(first);
    const changed = endBody(first.call_id, { turns: { 0: 'Two.' }, llm: 1 });
    const asAtFirst = endBody(first.call_id, { turns: { 0: 'One.' }, llm: 2 });
    await Promise.all([post(changed), post(asAtFirst)]);
    const detail = callDetail(log.readCall(first.call_id))!;
    expect(detail.call.cost.total_usd).toBe(2);
    expect(textsOf(detail)).toEqual([[0, 'One.']]);
  });

  it('counts of two turns with one number the later, as the first telling of a call does', async () => {
    const twice = (told: Told) => {
      const body = endBody(newCall(), told);
      const again = body.metrics.turns.map((turn) => ({ ...turn, user_text: 'Later.' }));
      return { ...body, metrics: { ...body.metrics, turns: [...body.metrics.turns, ...again] } };
    };
    const first = twice({ turns: { 0: 'Hi.' } });
    expect(textsOf(await callAfter(first))).toEqual([[0, 'Later.']]);
    const corrected = twice({ turns: { 0: 'Hi.' } });
    const before = endBody(corrected.call_id, { turns: { 0: 'Before.' } });
    expect(textsOf(await callAfter(before, corrected))).toEqual([[0, 'Later.']]);
  });

  it('replaces the cost that was told before: a component that it does not name is gone', async () => {
    const callId = newCall();
    const { call } = await callAfter(endBody(callId, { llm: 0.5, tts: 0.25 }), endBody(callId, { llm: 0.75 }));
    expect(call.cost).toMatchObject({ total_usd: 0.75, llm_usd: 0.75, tts_usd: null });
  });

  it('replaces the turns that were told before, in their words and their times', async () => {
    const callId = newCall();
    const detail = await callAfter(
      endBody(callId, { turns: { 0: 'Helo?', 1: 'Bye.', 2: 'Gone.' } }),
      endBody(callId, { turns: { 0: 'Hello?', 1: 'Bye.' } }),
    );
    expect(textsOf(detail)).toEqual([
      [0, 'Hello?'],
      [1, 'Bye.'],
    ]);
    expect(detail.call.latency.response_ms).toMatchObject({ n: 2, min: 400, max: 600 });
    expect(detail.call.turns.completed).toBe(2);
  });

  it('stores only what is new: the changed turn as a correction, its costs and its end', async () => {
    const callId = newCall();
    await callAfter(
      endBody(callId, { llm: 1, turns: { 0: 'Hi.', 1: 'a' } }),
      endBody(callId, { llm: 1, turns: { 0: 'Hi.', 1: 'b' } }),
    );
    const types = log.readCall(callId).map(({ type }) => type);
    expect(types.slice(4)).toEqual(['cost.recorded', 'call.ended', 'turn.corrected']);
  });

  it('changes nothing when the old body comes again', async () => {
    const callId = newCall();
    const [old, corrected] = [
      endBody(callId, { llm: 0.5, turns: { 0: 'Helo?' } }),
      endBody(callId, { llm: 0.75, turns: { 0: 'Hello?' } }),
    ];
    const before = await callAfter(old, corrected);
    const head = log.head;
    expect(await callAfter(old, corrected, old)).toEqual(before);
    expect(log.head).toBe(head);
    expect(before.call.cost.total_usd).toBe(0.75);
  });

  it('may change again, and the last one counts', async () => {
    const callId = newCall();
    const texts = ['one', 'two', 'three'];
    const detail = await callAfter(...texts.map((text, index) => endBody(callId, { llm: index, turns: { 0: text } })));
    expect(textsOf(detail)).toEqual([[0, 'three']]);
    expect(detail.call.cost.total_usd).toBe(2);
  });

  it('may change back to a turn that was told first', async () => {
    const callId = newCall();
    const texts = ['one', 'two', 'one'];
    const detail = await callAfter(
      ...texts.map((text, index) => endBody(callId, { llm: index + 1, turns: { 0: text } })),
    );
    expect(detail.call.cost.total_usd).toBe(3);
    expect(textsOf(detail)).toEqual([[0, 'one']]);
  });

  it('takes back its turns when it comes without metrics', async () => {
    const callId = newCall();
    const { call } = await callAfter(endBody(callId, { llm: 1, turns: { 0: 'Hi.' } }), {
      ...endBody(callId, {}),
      metrics: null,
    } as never);
    expect(call.cost.total_usd).toBeNull();
    expect(call.turns.completed).toBe(0);
  });

  it('makes one call, in whatever order two of them come at the same time', async () => {
    const callId = newCall();
    const bodies = [1, 2, 3, 4].map((llm) => endBody(callId, { llm, turns: { 0: 'x'.repeat(llm) } }));
    await Promise.all(bodies.map(post));
    const { call, turns } = callDetail(log.readCall(callId))!;
    expect([1, 2, 3, 4]).toContain(call.cost.total_usd);
    expect(turns.map(({ user_text: text }) => text?.length)).toEqual([call.cost.total_usd]);
  });
});

describe('a Patter body that is refused', () => {
  it.each<[string, string, string, string | undefined]>([
    ['missing_call_id', 'no id', '{"caller":"+12065550142"}', 'call_id'],
    ['missing_call_id', 'an empty id', '{"call_id":""}', 'call_id'],
    ['missing_call_id', 'null for an id', '{"call_id":null}', 'call_id'],
    ['invalid_field', 'a number for an id', '{"call_id":5}', 'call_id'],
    ['invalid_field', 'an unknown status', '{"call_id":"refused","status":"dialing"}', 'status'],
    [
      'invalid_field',
      'a bad turn after a good one',
      '{"call_id":"refused","ended_at":0,"metrics":{"turns":[{"turn_index":0},{"turn_index":"1"}],"cost":{"llm":1}}}',
      'metrics.turns[1].turn_index',
    ],
    [
      'invalid_field',
      'over 16 KiB of parameters',
      `{"call_id":"refused","custom_params":{"a":"${'é'.repeat(8_189)}"}}`,
      'custom_params',
    ],
    ['forbidden_key', 'a key that reaches into prototypes', '{"call_id":"refused","a":{"__proto__":1}}', 'a.__proto__'],
    ['invalid_json', 'half a body', '{"call_id":"refused"', undefined],
    ['not_an_object', 'a list', '[{"call_id":"refused"}]', undefined],
    ['empty_body', 'nothing', '', undefined],
  ])('says %s for %s, and nothing of it is stored', async (code, _what, body, field) => {
    const head = log.head;
    const refusal: unknown = await post(body).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedInputError);
    expect(refusal).toMatchObject({ code, field });
    expect(log.head).toBe(head);
    expect(log.readCall('refused')).toEqual([]);
  });

  it('keeps the sentence of the SDKs for a missing id', async () => {
    await expect(post({})).rejects.toThrow(/^missing call_id$/);
  });

  it('does not keep a good one, sent at the same time, from being stored', async () => {
    const callId = newCall();
    const [refused, taken] = await Promise.allSettled([
      post({ call_id: callId, caller: 5 }),
      post({ call_id: callId }),
    ]);
    expect([refused.status, taken.status]).toEqual(['rejected', 'fulfilled']);
    expect(log.readCall(callId)).toHaveLength(1);
  });
});
