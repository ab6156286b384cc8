import { type CallEvent, isObject, specOf, type StoredEvent } from '@callscope/call-events';
import { callDetail, type CallDetail } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS, stored } from '../../call-events/src/testing';
import { dated, type Fault, FAULTS, type SimulatedEvent, story, storyLengthMs, type StoryOptions } from '.';

const BEGAN_AT = Date.UTC(2026, 4, 13);
const anySeed = fc.stringMatching(/^[\w.-]{1,20}$/);
const anyFaults = fc.subarray([...FAULTS]);

const options = (seed: string, more: Partial<StoryOptions> = {}): StoryOptions => ({
  seed,
  prefix: 'sim',
  calls: 3,
  callsPerMinute: 6,
  faults: [],
  ...more,
});

/** What is told, in the order in which it is told. */
function told(of: StoryOptions): SimulatedEvent[] {
  return [...story(of)].map(({ event, callBeganMs }) => dated(event, BEGAN_AT + callBeganMs));
}

/** As the log keeps it: each id once, without words in passing. */
function kept(events: readonly SimulatedEvent[]): StoredEvent[] {
  const lasting = events.filter(
    (event): event is Extract<SimulatedEvent, CallEvent> => event.type !== 'transcript.partial',
  );
  const once = new Map(lasting.map((event) => [event.id, event]));
  return stored([...once.values()], { recordedAt: BEGAN_AT + 86_400_000 });
}

/** Every call as a reader sees it at last, without its places in the log. */
function calls(events: readonly StoredEvent[]): Record<string, CallDetail | null> {
  const byCall: Record<string, StoredEvent[]> = {};
  for (const event of events) (byCall[event.call_id] ??= []).push(event);
  return Object.fromEntries(Object.entries(byCall).map(([id, list]) => [id, placeless(callDetail(list))]));
}

function placeless<T>(value: T): T {
  if (Array.isArray(value)) return value.map(placeless) as T;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'position');
  return Object.fromEntries(entries.map(([key, inner]) => [key, placeless(inner)])) as T;
}

describe('a story', () => {
  it('is the same for the same seed, byte for byte', () => {
    fc.assert(
      fc.property(anySeed, anyFaults, (seed, faults) => {
        const bytes = (): string => JSON.stringify(told(options(seed, { faults })));
        expect(bytes()).toBe(bytes());
      }),
      RUNS,
    );
  });

  it('is another one for another seed', () => {
    const texts = ['1', '2', '11', 'a', 'b'].map((seed) => JSON.stringify(told(options(seed))));
    expect(new Set(texts).size).toBe(5);
  });

  it('begins with the same calls however many follow', () => {
    const ofCall = (calls: number) => told(options('7', { calls })).filter(({ call_id: id }) => id === 'sim-2');
    expect(ofCall(40)).toEqual(ofCall(2));
  });

  it('tells only what the vocabulary allows', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const flaws = told(options(seed)).map(({ type, data, occurred_at: at }) => {
          if (!Number.isSafeInteger(at)) return `${type} has no time`;
          if (type === 'transcript.partial') return data.text === '' ? `${type} says nothing` : null;
          return specOf(type)?.guard(data, 'data');
        });
        expect(flaws.filter((flaw) => flaw !== null)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('tells in order of time, and nothing before it happens', () => {
    fc.assert(
      fc.property(anySeed, anyFaults, (seed, faults) => {
        const list = [...story(options(seed, { faults }))];
        const times = list.map(({ atMs }) => atMs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const early = list.filter(({ atMs, callBeganMs, event }) => callBeganMs + (event.occurred_at ?? NaN) > atMs);
        expect(early).toEqual([]);
      }),
      RUNS,
    );
  });

  it('tells the stages of an answer as they are over, and again with its turn', () => {
    const events = told(options('7', { calls: 40 }));
    const answers = events.filter(({ type, data }) => type === 'turn.completed' && data.turn > 0);
    const seen = { pipeline: 0, realtime: 0 };
    for (const answer of answers) {
      if (answer.type !== 'turn.completed' || answer.data.latency?.response_ms === undefined) continue;
      const { turn, latency, ended_at: ended = NaN } = answer.data;
      const stages = events
        .slice(0, events.indexOf(answer))
        .flatMap(({ type, call_id: id, data, occurred_at: at = NaN }) =>
          type === 'latency.recorded' && id === answer.call_id && data.turn === turn ? [{ ...data, at }] : [],
        );
      const names = stages.map(({ stage }) => stage).join(' ');
      expect(['', 'response_ms', 'endpoint_ms stt_ms llm_ttft_ms tts_ms']).toContain(names);
      if (stages.length > 1) seen.pipeline += 1;
      if (stages.length === 1) seen.realtime += 1;
      for (const { stage, value_ms: ms, at } of stages) {
        expect(at).toBeLessThan(ended);
        if (stage !== 'endpoint_ms') expect(latency[stage]).toBe(ms);
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  it('knows its length, however long it is', () => {
    for (const calls of [1, 6, 300]) {
      const { atMs } = [...story(options('7', { calls }))].at(-1) ?? { atMs: 0 };
      expect(storyLengthMs(options('7', { calls }))).toBe(atMs);
    }
  });

  it('can be read for ever', () => {
    const endless = story(options('7', { calls: Infinity, callsPerMinute: 600 }));
    for (let n = 0; n < 20_000; n += 1) endless.next();
    expect(endless.next().done).toBe(false);
  });

  it('has calls of every kind', () => {
    const events = kept(told(options('7', { calls: 400 })));
    const seen = new Set(
      events.flatMap(({ type, data }) => [type, ...Object.values(data).filter((v) => typeof v === 'string')]),
    );
    for (const word of ['inbound', 'outbound', 'web', 'pipeline', 'realtime', 'hosted', 'twilio', 'telnyx', 'plivo']) {
      expect(seen).toContain(word);
    }
    for (const word of [
      'no_answer',
      'busy',
      'voicemail',
      'error',
      'transfer',
      'barge_in',
      'interrupted',
      'abandoned',
    ]) {
      expect(seen).toContain(word);
    }
    for (const word of ['en-US', 'en-GB', 'es-US', 'de-DE', 'fr-FR', 'billed', 'tool.ended', 'error.raised']) {
      expect(seen).toContain(word);
    }
    expect(new Set(events.map(({ type, data }) => (type === 'call.started' ? data.agent?.id : undefined))).size).toBe(
      5,
    );
  });

  it('calls nobody: all numbers are kept free for fiction', () => {
    const free =
      /^(\+1\d{3}55501\d\d|\+442079460\d{3}|\+447700900\d{3}|\+49(3023125|6990009|4066969|8999998)\d{3}|\+33(19900|26191|63998)\d{4})$/;
    for (const { type, data } of told(options('7', { calls: 400 }))) {
      if (type !== 'call.initiated' || data.direction === 'web') continue;
      expect(data.from).toMatch(free);
      expect(data.to).toMatch(free);
    }
  });
});

describe('faults', () => {
  const count = (faults: readonly Fault[]) => told(options('7', { calls: 60, faults }));

  it('leave every call as it is without them, at last', () => {
    fc.assert(
      fc.property(anySeed, anyFaults, (seed, faults) => {
        const [good, bad] = [[], faults].map((list) => calls(kept(told(options(seed, { faults: list })))));
        expect(bad).toEqual(good);
      }),
      RUNS,
    );
  });

  it('leave it so also when the service has given up a call whose end was missing', () => {
    const good = calls(kept(told(options('7', { calls: 40 }))));
    const events = kept(told(options('7', { calls: 40, faults: FAULTS })));
    const late = new Map(events.map((event, index) => [event.call_id, index]));
    const given = events.flatMap((event, index) => {
      if (event.type !== 'call.ended' || late.get(event.call_id) !== index) return [event];
      return [
        { ...event, id: `callscope:${event.call_id}`, type: 'call.timed_out', data: {} } satisfies StoredEvent,
        event,
      ];
    });
    expect(given.length).toBeGreaterThan(events.length);
    expect(calls(stored(given, { recordedAt: BEGAN_AT + 86_400_000 }))).toEqual(good);
  });

  it('late: tells events after their call is over', () => {
    const over = new Set<string>();
    const late = count(['late']).filter(({ call_id: id, type }) => {
      if (type === 'call.ended') over.add(id);
      return type === 'turn.completed' && over.has(id);
    });
    expect(late.length).toBeGreaterThan(20);
  });

  it('duplicated: tells some events again, as they were', () => {
    const events = count(['duplicated']);
    const first = new Map<string, string>();
    const again = events.filter((event) => {
      const before = first.get(event.id);
      first.set(event.id, JSON.stringify(event));
      return before !== undefined && before === JSON.stringify(event);
    });
    expect(again.length).toBe(events.length - first.size);
    expect(again.length).toBeGreaterThan(200);
  });

  it('out-of-order: tells the events of a call in another order', () => {
    const ids = count(['out-of-order']).map(({ id }) => id);
    expect(ids).not.toEqual(count([]).map(({ id }) => id));
    expect(ids.toSorted()).toEqual(
      count([])
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('missing-ends: leaves calls without an end for 10 minutes or more', () => {
    const waits = [...story(options('7', { calls: 60, faults: ['missing-ends'] }))]
      .filter(({ event }) => event.type === 'call.ended')
      .map(({ atMs, callBeganMs, event }) => atMs - callBeganMs - (event.occurred_at ?? 0));
    expect(waits.filter((ms) => ms >= 600_000).length).toBeGreaterThan(5);
    expect(waits.filter((ms) => ms === 0).length).toBeGreaterThan(30);
  });
});
