import { COST_BASES, COST_COMPONENTS, COST_MODES, type StoredEvent, TURN_OUTCOMES } from '@callscope/call-events';
import fc from 'fast-check';
import { BEGINNING, Story, type Teller, type Told } from './events';

const DAY_MS = 86_400_000;

type Step = (story: Story) => StoredEvent;

const call = fc.constantFrom('a', 'b', 'c', 'd');
const latency = fc.record(
  {
    response_ms: fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(0.4, 812.25, 60_000, 60_001)),
    stt_ms: fc.integer({ min: 1, max: 900 }),
    endpoint_ms: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.constantFrom(60_000, 60_001)),
    total_ms: fc.integer({ min: 1, max: 70_000 }),
  },
  { requiredKeys: [] },
);
const turnData = fc.record({ turn: fc.nat(4), outcome: fc.constantFrom(...TURN_OUTCOMES), latency });
const turnLatency = fc.record({
  turn: fc.nat(4),
  stage: fc.constantFrom('response_ms', 'tts_ms', 'endpoint_ms'),
  value_ms: fc.integer({ min: 0, max: 61_000 }),
});
const ownWord = fc.constantFrom('timed_out', 'hidden', 'unhidden', 'erased');
const costData = fc.record(
  {
    component: fc.constantFrom(...COST_COMPONENTS),
    amount_nano_usd: fc.nat(9_000_000_000),
    savings_nano_usd: fc.nat(1_000),
    basis: fc.constantFrom(...COST_BASES),
    mode: fc.constantFrom(...COST_MODES),
    report_id: fc.constantFrom('r1', 'r2'),
  },
  { requiredKeys: ['component', 'amount_nano_usd', 'basis', 'mode'] },
);
const endData = fc.record(
  {
    reason: fc.constantFrom('user_hangup', 'no_answer', 'error', 'voicemail', 'unknown'),
    duration_ms: fc.nat(600_000),
    report_id: fc.constantFrom('r1', 'r2'),
    turns: fc.uniqueArray(fc.nat(4)),
  },
  { requiredKeys: [] },
);
const status = fc.record({ status: fc.constantFrom('ringing', 'in_progress', 'completed', 'busy', 'failed') });
const parties = fc.record(
  {
    direction: fc.constantFrom('inbound', 'outbound', 'web', 'unknown'),
    carrier: fc.constantFrom('twilio', 'a|b'),
    mode: fc.constantFrom('pipeline', 'hosted'),
    agent: fc.constantFrom({ id: 'ada' }, { name: 'Bob' }, { id: '', name: 'Bob' }, { id: 'unknown' }, {}),
  },
  { requiredKeys: [] },
);
/** As the story goes, all at one moment, without a time, or anywhere within some days. */
const time = fc.oneof(
  fc.constantFrom<Told[]>({}, { at: BEGINNING }, { at: null }),
  fc.record({ at: fc.integer({ min: -DAY_MS, max: DAY_MS }).map((ms) => BEGINNING + ms) }),
);
const patter = { source: { framework: 'patter', adapter: 'patter' } };
const timeAndSource = fc.tuple(time, fc.constantFrom({}, patter)).map(([at, source]) => ({ ...at, ...source }));

/** Events of one kind: of any call, with any such data. */
function told<Data>(
  of: (story: Story) => Teller<Data>,
  data: fc.Arbitrary<Partial<Data>>,
  beside: fc.Arbitrary<Told> = time,
): fc.Arbitrary<Step> {
  return fc.tuple(call, data, beside).map(
    ([id, said, rest]) =>
      (story) =>
        of(story)(id, said, rest),
  );
}

const step = fc.oneof(
  told((story) => story.initiated, parties),
  told((story) => story.started, parties),
  told((story) => story.status, status),
  told((story) => story.turn, turnData, timeAndSource),
  told((story) => story.corrected, turnData),
  told((story) => story.latency, turnLatency),
  told((story) => story.cost, costData),
  told((story) => story.note, fc.constant({ mood: 'good' })),
  told((story) => story.ended, endData),
  fc.tuple(call, ownWord).map(
    ([id, word]): Step =>
      (story) =>
        story.own(word, id),
  ),
);

/** What may happen to four calls, as a log holds it: any event at any time, corrections and second ends included. */
export const anyStory = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
  const story = new Story();
  return steps.map((tell) => tell(story));
});
