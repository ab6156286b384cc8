import type { CostComponent } from '@callscope/call-events';
import type { CallPlan } from './call-plan';
import { HOSTED_NANO_PER_MINUTE } from './providers';

/** What was used so far in a call. */
export interface Used {
  readonly audioMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly characters: number;
}

export function sumOf(a: Used, b: Used): Used {
  return {
    audioMs: a.audioMs + b.audioMs,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    characters: a.characters + b.characters,
  };
}

export interface BillLine {
  readonly component: CostComponent;
  readonly provider: string;
  readonly model?: string;
  /** Integer nano-USD. */
  readonly nano: number;
}

/** What the agent's own parts cost for that use, by the price tables. The carrier is not in it. */
export function billFor({ stack }: CallPlan, used: Used, talkedMs: number): readonly BillLine[] {
  switch (stack.mode) {
    case 'hosted':
      return [{ component: 'platform', provider: 'agent-host', nano: perMinute(talkedMs, HOSTED_NANO_PER_MINUTE) }];
    case 'realtime': {
      const { name, model, nanoPerInputToken, nanoPerOutputToken } = stack.model;
      const nano = used.inputTokens * nanoPerInputToken + used.outputTokens * nanoPerOutputToken;
      return [{ component: 'realtime', provider: name, model, nano }];
    }
    case 'pipeline': {
      const { stt, llm, tts } = stack;
      const thinking = used.inputTokens * llm.nanoPerInputToken + used.outputTokens * llm.nanoPerOutputToken;
      return [
        { component: 'stt', provider: stt.name, model: stt.model, nano: perMinute(used.audioMs, stt.nanoPerMinute) },
        { component: 'llm', provider: llm.name, model: llm.model, nano: thinking },
        { component: 'tts', provider: tts.name, model: tts.model, nano: used.characters * tts.nanoPerCharacter },
      ];
    }
  }
}

/** What the carrier asks, by the second or by the minute that has begun; null over the web. */
export function carrierBill(
  { carrier, direction }: CallPlan,
  connectedMs: number,
  step: 'second' | 'minute',
): BillLine | null {
  if (carrier === null || direction === 'web') return null;
  const stepMs = step === 'second' ? 1_000 : 60_000;
  const chargedMs = Math.ceil(connectedMs / stepMs) * stepMs;
  const nano = perMinute(chargedMs, carrier.nanoPerMinute[direction]);
  return { component: 'telephony', provider: carrier.name, nano };
}

function perMinute(ms: number, nano: number): number {
  return Math.round((ms * nano) / 60_000);
}
