import type { Watched } from './watch';

const TURN_EVERY = 12;

/**
 * A live call by which it is seen how late the page is. Each of its events says a number that no other one says: a cost,
 * which is stored first and then shown in the row, or words in passing, which are shown in the rail.
 */
export class MarkerCall {
  readonly callId = `marker-${Date.now()}`;
  readonly row = `[data-call-id="${this.callId}"] .cost`;
  readonly rail = '[data-rail] [data-partial] p';
  readonly #sent = { row: new Map<number, number>(), rail: new Map<number, number>() };
  #said = 0;

  /** Its first event. */
  get start(): object {
    const data = { direction: 'inbound', from: '+12065550142', to: '+12065550100', mode: 'pipeline' };
    return { type: 'call.started', call_id: this.callId, occurred_at: Date.now(), data };
  }

  /** The last cost that was told, as the row shows it. */
  get lastCost(): string {
    return `$${(Math.floor(this.#said / 2) / 5_000).toFixed(4)}`;
  }

  /** The next number, and now and then a turn besides; the caller sends it at once. */
  next(): object[] {
    const number = (this.#said += 1);
    const turn = Math.floor(number / TURN_EVERY);
    const where = number % 2 === 0 ? 'row' : 'rail';
    this.#sent[where].set(number, Date.now());
    if (where === 'row') {
      const cost = { component: 'llm', amount_usd: number / 10_000, basis: 'estimated', mode: 'cumulative' };
      const told = { type: 'cost.recorded', call_id: this.callId, occurred_at: Date.now(), data: cost };
      return number % TURN_EVERY === 0 ? [this.#turn(turn - 1), told] : [told];
    }
    return [{ type: 'transcript.partial', call_id: this.callId, data: { role: 'user', text: `${number}`, turn } }];
  }

  /** From sending a number to when it, or a later one at its place, was painted. What never was takes for ever. */
  latencies(shown: Watched['shown'], isCounted: (sentAt: number) => boolean): Record<'row' | 'rail', number[]> {
    const of = (where: 'row' | 'rail'): number[] => {
      const seen = shown.filter((one) => one.where === where).map(({ text, at }) => ({ number: numberIn(text), at }));
      return [...this.#sent[where]].flatMap(([number, sentAt]) => {
        const painted = seen.find((one) => one.number >= number)?.at ?? Infinity;
        return isCounted(sentAt) ? [painted - sentAt] : [];
      });
    };
    return { row: of('row'), rail: of('rail') };
  }

  #turn(turn: number): object {
    const latency = { response_ms: 900 + turn, endpoint_ms: 210, stt_ms: 81, llm_ttft_ms: 402, tts_ms: 188 };
    const words = { user_text: 'And on Thursday?', agent_text: 'Half past ten is free.' };
    const data = { turn, outcome: 'completed', ...words, latency, ended_at: Date.now() };
    return { type: 'turn.completed', call_id: this.callId, occurred_at: Date.now(), data };
  }
}

/** `$0.0120` is 120, and `120` is 120; NaN where there is none. */
function numberIn(text: string): number {
  return text.startsWith('$') ? Math.round(Number(text.slice(1)) * 10_000) : Number(text || NaN);
}
