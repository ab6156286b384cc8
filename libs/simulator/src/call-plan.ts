import type { AgentRef, Direction, Mode, Providers } from '@callscope/call-events';
import { Chance } from './chance';
import { fictionalNumber } from './numbers';
import {
  type Carrier,
  carriers,
  type LanguageModel,
  languageModels,
  type RealtimeModel,
  realtimeModels,
  type Recogniser,
  recognisers,
  type Voice,
  voices,
} from './providers';
import { type Scene, scenes } from './scenes';

/** Who does the work in the call. */
export type Stack =
  | { readonly mode: 'pipeline' | 'hosted'; readonly stt: Recogniser; readonly llm: LanguageModel; readonly tts: Voice }
  | { readonly mode: 'realtime'; readonly model: RealtimeModel };

export const FATES = ['talk', 'no_answer', 'busy', 'voicemail', 'unreachable', 'breaks_down'] as const;
export type Fate = (typeof FATES)[number];

/** All that is decided about a call before it begins. */
export interface CallPlan {
  readonly direction: Exclude<Direction, 'unknown'>;
  /** Null over the web. */
  readonly carrier: Carrier | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly stack: Stack;
  readonly scene: Scene;
  readonly agent: AgentRef;
  readonly fate: Fate;
  /** How many times slower than usual the slow part is; 1 in most calls. */
  readonly slowness: number;
}

type Weighted<T> = readonly { readonly weight: number; readonly is: T }[];

const directions: Weighted<CallPlan['direction']> = [
  { weight: 6, is: 'inbound' },
  { weight: 3, is: 'outbound' },
  { weight: 1, is: 'web' },
];
const modes: Weighted<Mode> = [
  { weight: 6, is: 'pipeline' },
  { weight: 3, is: 'realtime' },
  { weight: 1, is: 'hosted' },
];
/** Whoever calls us has reached us: only a call that we place can fail to. */
const outboundFates: Weighted<Fate> = [
  { weight: 72, is: 'talk' },
  { weight: 10, is: 'no_answer' },
  { weight: 4, is: 'busy' },
  { weight: 8, is: 'voicemail' },
  { weight: 3, is: 'unreachable' },
  { weight: 3, is: 'breaks_down' },
];
const otherFates: Weighted<Fate> = [
  { weight: 97, is: 'talk' },
  { weight: 3, is: 'breaks_down' },
];

export function planCall(chance: Chance): CallPlan {
  const scene = chance.weighted(scenes);
  const direction = chance.weighted(directions).is;
  const caller = fictionalNumber(scene.country, chance);
  // Whoever calls the same agent in the same country dials the same number.
  const agents = fictionalNumber(scene.country, new Chance(`line/${scene.agent.id}/${scene.country}`));
  const [from, to] = direction === 'outbound' ? [agents, caller] : [caller, agents];
  const isWeb = direction === 'web';
  return {
    direction,
    carrier: isWeb ? null : chance.weighted(carriers),
    from: isWeb ? null : from,
    to: isWeb ? null : to,
    stack: drawStack(chance),
    scene,
    agent: { ...scene.agent, version: chance.happens(0.8) ? '1.4.0' : '1.5.0-rc.1' },
    fate: chance.weighted(direction === 'outbound' ? outboundFates : otherFates).is,
    slowness: chance.happens(0.06) ? chance.between(2.5, 5) : 1,
  };
}

function drawStack(chance: Chance): Stack {
  const mode = chance.weighted(modes).is;
  if (mode === 'realtime') return { mode, model: chance.pick(realtimeModels) };
  return { mode, stt: chance.pick(recognisers), llm: chance.pick(languageModels), tts: chance.pick(voices) };
}

export function providersOf(stack: Stack): Providers {
  if (stack.mode === 'realtime') return { realtime: ref(stack.model) };
  return { stt: ref(stack.stt), llm: ref(stack.llm), tts: ref(stack.tts) };
}

function ref({ name, model }: { readonly name: string; readonly model: string }) {
  return { name, model };
}
