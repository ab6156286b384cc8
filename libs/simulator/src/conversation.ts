import type { EndReason } from '@callscope/call-events';
import { billFor, carrierBill, sumOf, type Used } from './bill';
import { type CallPlan, providersOf } from './call-plan';
import type { Chance } from './chance';
import type { Notebook } from './notebook';
import { PRICE_VERSION } from './providers';
import { fillerFor } from './scene-words';
import { partiesOf } from './parties';
import { playAbandoned, playGreeting, type PlayedTurn, playTurn } from './turns';

const goodEnds = [
  { weight: 10, reason: 'user_hangup' },
  { weight: 6, reason: 'agent_hangup' },
  { weight: 5, reason: 'completed' },
  { weight: 1, reason: 'transfer' },
] as const;

/** The call is answered at `atMs`: by a caller who talks, a machine that records, or somebody whom the agent fails. */
export function playConversation(plan: CallPlan, book: Notebook, atMs: number, chance: Chance): void {
  const { scene, stack, fate } = plan;
  const stage = { plan, book, chance };
  const fill = fillerFor(scene, chance);
  book.write(atMs, 'call.status_changed', { status: 'in_progress', sequence: 2 });
  book.write(atMs, 'call.started', { ...partiesOf(plan), mode: stack.mode, providers: providersOf(stack) });

  const greeting = playGreeting(stage, scene.greeting, atMs + 250);
  let used = greeting.used;
  let nowMs = greeting.endMs;
  if (fate === 'voicemail') {
    endCall(plan, book, { atMs, endMs: nowMs + 400, used, reason: 'voicemail' }, chance);
    return;
  }
  // Some callers hang up before they are done; a breakdown leaves no choice.
  const wanted = fate === 'breaks_down' || chance.happens(0.12) ? chance.integer(1, 3) : scene.exchanges.length;
  for (const [index, exchange] of scene.exchanges.slice(0, wanted).entries()) {
    const isLast = index + 1 === wanted;
    const play = fate === 'breaks_down' && isLast ? playAbandoned : playTurn;
    const played = play(stage, index + 1, fill(exchange), nowMs + Math.round(chance.logNormal(600, 0.5)));
    used = sumOf(used, played.used);
    nowMs = played.endMs;
    writeUse(plan, book, played, { turn: index + 1, used, talkedMs: nowMs - atMs });
    if (plan.slowness > 1 && chance.happens(0.25)) {
      const message = 'no first token within 2 s, asked again';
      book.write(nowMs, 'error.raised', { component: 'llm', code: 'slow', message, fatal: false, turn: index + 1 });
    }
  }
  const endMs = nowMs + Math.round(chance.logNormal(500, 0.5));
  if (fate === 'breaks_down') {
    const component = stack.mode === 'realtime' ? 'realtime' : chance.pick(['stt', 'llm', 'tts']);
    const message = 'the connection to the provider was lost';
    book.write(endMs, 'error.raised', { component, code: 'connection_lost', message, fatal: true });
  }
  const reason = fate === 'breaks_down' ? 'error' : chance.weighted(goodEnds).reason;
  endCall(plan, book, { atMs, endMs, used, reason }, chance);
  writeAftermath(plan, book, { atMs, endMs, isSuccess: fate === 'talk' && wanted === scene.exchanges.length }, chance);
}

/** What a turn took, and what the call has cost so far. */
function writeUse(
  plan: CallPlan,
  book: Notebook,
  { endMs, used: ofTurn }: PlayedTurn,
  { turn, used, talkedMs }: { turn: number; used: Used; talkedMs: number },
): void {
  const { stack } = plan;
  if (stack.mode === 'hosted') return;
  const { inputTokens, outputTokens } = ofTurn;
  const [component, { name: provider, model }] =
    stack.mode === 'realtime' ? (['realtime', stack.model] as const) : (['llm', stack.llm] as const);
  const tokens = { input_tokens: inputTokens, output_tokens: outputTokens };
  book.write(endMs, 'usage.recorded', { component, mode: 'delta', provider, model, turn, requests: 1, ...tokens });
  for (const { nano, ...line } of billFor(plan, used, talkedMs)) {
    const worth = { amount_nano_usd: nano, basis: 'estimated', mode: 'cumulative' } as const;
    book.write(endMs, 'cost.recorded', { ...line, ...worth, price_version: PRICE_VERSION });
  }
}

interface End {
  readonly atMs: number;
  readonly endMs: number;
  readonly used: Used;
  readonly reason: EndReason;
}

function endCall(plan: CallPlan, book: Notebook, { atMs, endMs, used, reason }: End, chance: Chance): void {
  const talkedMs = endMs - atMs;
  for (const { nano, ...line } of billFor(plan, used, talkedMs)) {
    const worth = { amount_nano_usd: nano, basis: 'estimated', mode: 'final' } as const;
    book.write(endMs, 'cost.recorded', { ...line, ...worth, price_version: PRICE_VERSION });
  }
  writeCarrierCost(plan, book, { connectedMs: talkedMs, endMs }, chance);
  const status = reason === 'error' ? 'failed' : reason === 'voicemail' ? 'voicemail' : 'completed';
  book.write(endMs, 'call.status_changed', { status, sequence: 3 });
  book.write(endMs, 'call.ended', { reason, duration_ms: talkedMs });
}

/** Estimated at the end; the carrier's own amount is known some seconds later, of the same moment. */
function writeCarrierCost(
  plan: CallPlan,
  book: Notebook,
  { connectedMs, endMs }: { connectedMs: number; endMs: number },
  chance: Chance,
): void {
  const [estimate, billed] = [carrierBill(plan, connectedMs, 'second'), carrierBill(plan, connectedMs, 'minute')];
  if (estimate === null || billed === null) return;
  const { nano, ...line } = estimate;
  book.write(endMs, 'cost.recorded', { ...line, amount_nano_usd: nano, basis: 'estimated', mode: 'final' });
  const billedAmount = { ...line, amount_nano_usd: billed.nano, basis: 'billed', mode: 'final' } as const;
  book.write(endMs, 'cost.recorded', billedAmount, endMs + Math.round(chance.logNormal(4_000, 0.4)));
}

/** What is known of a call only after it. */
function writeAftermath(
  { scene }: CallPlan,
  book: Notebook,
  { atMs, endMs, isSuccess }: { atMs: number; endMs: number; isSuccess: boolean },
  chance: Chance,
): void {
  if (chance.happens(0.4)) {
    const name = `${book.callId}.wav`;
    const recording = { url: `https://recordings.example/${name}`, recording_id: name, duration_ms: endMs - atMs };
    book.write(endMs + Math.round(chance.logNormal(2_000, 0.4)), 'recording.available', {
      ...recording,
      channels: 2,
      format: 'wav',
    });
  }
  const sentiment = isSuccess ? chance.pick(['positive', 'positive', 'neutral']) : chance.pick(['neutral', 'negative']);
  const summary = isSuccess ? { summary: scene.summary } : {};
  book.write(endMs + Math.round(chance.logNormal(5_000, 0.4)), 'call.analyzed', {
    ...summary,
    success: isSuccess,
    sentiment,
  });
}
