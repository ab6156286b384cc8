import { createHash } from 'node:crypto';
import {
  type CallEnded,
  type CallEvent,
  type CallStarted,
  type CostRecorded,
  currentVersion,
  type TurnCompleted,
} from '@callscope/call-events';
import { type Chance, chanceOf, oneOf, timeOf, wholeOf } from './chance';
import { CALLS_TO_A_RARE_WORD, GREETING, RARE_SAYING, saying } from './sayings';

/** How calls lie in time: all within an hour, or over twenty days. */
export const SPREADS = { busy: 3_600_000, days: 20 * 86_400_000 } as const;
export type Spread = keyof typeof SPREADS;

export interface CallSourceOptions {
  readonly calls: number;
  readonly seed: number;
  readonly spread: Spread;
  /** When the last call began, epoch ms. */
  readonly until: number;
}

/** A call has 3 to 10 turns, so 9 to 16 events. */
export const EVENTS_OF_A_CALL = 12.5;
const TURN_MS = 9_000;
/** The newest calls go on: they have no end yet. */
const LIVE = 40;
const RARE_AT = 7;
const COMPONENTS = ['stt', 'llm', 'tts', 'telephony'] as const;
const REASONS = ['user_hangup', 'user_hangup', 'agent_hangup', 'completed', 'completed', 'transfer'] as const;
const source = { framework: 'bench', adapter: 'native' } as const;

/**
 * Believable calls, each made from its number alone: the same options give the same calls. The simulator's story is no
 * substitute: it is told from its beginning, while what is asked for here is any call by its number, with words of known
 * rarity; and its calls have four times as many events and take eight times as long to be made.
 */
export class CallSource {
  readonly from: number;

  constructor(readonly options: CallSourceOptions) {
    this.from = options.until - SPREADS[options.spread];
  }

  /** As random as the ids of a carrier: neighbours in time are none in an index. */
  idOf(call: number): string {
    const digest = createHash('sha256').update(`${this.options.seed}:${call}`).digest('hex');
    return `CA${digest.slice(0, 32)}`;
  }

  /** The number that called. */
  callerOf(call: number): string {
    return phone(this.#chance(call));
  }

  /** All events of a call, in order. Calls above the number that was asked for begin with the last one. */
  events(call: number): CallEvent[] {
    const { calls, until } = this.options;
    const chance = this.#chance(call);
    const from = phone(chance);
    const begun = Math.floor(this.from + Math.min(1, call / calls) * (until - this.from));
    const turns = wholeOf(chance, 3, 11);
    const id = this.idOf(call);
    const events: CallEvent[] = [started(id, begun, from, chance)];
    for (let turn = 0; turn < turns; turn += 1) {
      const texts: Texts = [
        turn === 1 && call % CALLS_TO_A_RARE_WORD === RARE_AT ? RARE_SAYING : saying(chance),
        turn === 0 ? GREETING : saying(chance),
      ];
      events.push(completed(id, begun, turn, texts, chance));
    }
    if (call >= calls - LIVE && call < calls) return events;
    const ended = begun + turns * TURN_MS + 500;
    return [
      ...events,
      ...COMPONENTS.map((component) => cost(id, ended, component, chance)),
      end(id, begun, ended, chance),
    ];
  }

  #chance(call: number): Chance {
    return chanceOf(this.options.seed * 1_000_003 + call);
  }
}

type Texts = readonly [user: string, agent: string];

function phone(chance: Chance): string {
  return `+1${wholeOf(chance, 201, 990)}555${wholeOf(chance, 0, 10_000).toString().padStart(4, '0')}`;
}

function started(id: string, at: number, from: string, chance: Chance): CallStarted {
  const agent = wholeOf(chance, 1, 9);
  return {
    id: `${id}:started`,
    type: 'call.started',
    v: currentVersion('call.started'),
    call_id: id,
    occurred_at: at,
    source,
    data: {
      direction: chance() < 0.7 ? 'inbound' : 'outbound',
      from,
      to: phone(chance),
      carrier: oneOf(chance, ['twilio', 'twilio', 'telnyx']),
      mode: oneOf(chance, ['pipeline', 'pipeline', 'pipeline', 'realtime']),
      agent: { id: `agent-${agent}`, name: `Front desk ${agent}`, version: '12' },
      providers: {
        stt: { name: 'deepgram', model: 'nova-3' },
        llm: { name: 'openai', model: 'gpt-5-mini' },
        tts: { name: 'elevenlabs', model: 'flash' },
      },
    },
  };
}

function completed(id: string, begun: number, turn: number, [user, agent]: Texts, chance: Chance): TurnCompleted {
  const [endpoint, ttft, tts, stt] = [120, 420, 180, 90].map((middle) => timeOf(chance, middle)) as [
    number,
    number,
    number,
    number,
  ];
  const response = Math.round((endpoint + ttft + tts) * 10) / 10;
  const ended = begun + (turn + 1) * TURN_MS;
  return {
    id: `${id}:turn:${turn}`,
    type: 'turn.completed',
    v: currentVersion('turn.completed'),
    call_id: id,
    occurred_at: ended,
    source,
    data: {
      turn,
      user_text: user,
      agent_text: agent,
      outcome: chance() < 0.1 ? 'interrupted' : 'completed',
      latency: {
        response_ms: response,
        endpoint_ms: endpoint,
        stt_ms: stt,
        llm_ttft_ms: ttft,
        llm_total_ms: Math.round((ttft + timeOf(chance, 600)) * 10) / 10,
        tts_ms: tts,
        total_ms: Math.round((response + timeOf(chance, 2_500)) * 10) / 10,
      },
      started_at: ended - TURN_MS,
      ended_at: ended,
      tts_characters: agent.length,
    },
  };
}

function cost(id: string, at: number, component: (typeof COMPONENTS)[number], chance: Chance): CostRecorded {
  return {
    id: `${id}:cost:${component}`,
    type: 'cost.recorded',
    v: currentVersion('cost.recorded'),
    call_id: id,
    occurred_at: at,
    source,
    data: { component, amount_nano_usd: wholeOf(chance, 1e6, 4e7), basis: 'estimated', mode: 'final' },
  };
}

function end(id: string, begun: number, ended: number, chance: Chance): CallEnded {
  return {
    id: `${id}:ended`,
    type: 'call.ended',
    v: currentVersion('call.ended'),
    call_id: id,
    occurred_at: ended,
    source,
    data: { reason: chance() < 0.01 ? 'error' : oneOf(chance, REASONS), duration_ms: ended - begun },
  };
}
