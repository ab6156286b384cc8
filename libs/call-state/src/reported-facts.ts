import { type CallParties, type CallStartedData, type Mode, nanoFromUsd, type Providers } from '@callscope/call-events';
import type { TranscriptEntry } from './call-detail';

/** What a source's own summary says about the call itself. It counts only where no event says it (events.md rule 1). */
export type ReportedFacts = Partial<Pick<CallParties, 'from' | 'to' | 'direction' | 'carrier'>> &
  Pick<CallStartedData, 'mode' | 'providers'>;

const MODES: Readonly<Record<string, Mode>> = {
  pipeline: 'pipeline',
  openai_realtime: 'realtime',
  elevenlabs_convai: 'hosted',
};

/** Reads the report of a Patter call: its parties as the end body told them, and how the agent was built. */
export function reportedFacts(report: Readonly<Record<string, unknown>>): ReportedFacts {
  const metrics = asObject(report['metrics']);
  const word = text(metrics['provider_mode']) ?? '';
  const mode = Object.hasOwn(MODES, word) ? MODES[word] : undefined;
  const providers = providersOf(metrics, mode);
  const carrier = text(metrics['telephony_provider']) ?? text(report['telephony_provider']);
  const direction = text(report['direction']);
  return {
    ...only('from', text(report['caller'])),
    ...only('to', text(report['callee'])),
    ...(direction === 'inbound' || direction === 'outbound' ? { direction } : {}),
    ...only('carrier', carrier),
    ...(mode ? { mode } : {}),
    ...(providers ? { providers } : {}),
  };
}

/** Beyond it the microseconds are no exact number any more, and the latency is none. */
const LONGEST_MS = Number.MAX_SAFE_INTEGER / 1_000;

/** The mean turn latency (`total_ms`) that a Patter report states, in ms; null when it states none. */
export function reportedLatencyMs(report: Readonly<Record<string, unknown>> | undefined): number | null {
  const value = asObject(asObject(report?.['metrics'])['latency_avg'])['total_ms'];
  return typeof value === 'number' && value > 0 && value <= LONGEST_MS ? value : null;
}

/** The total cost that a Patter report states, in nano-USD; null when it states none. */
export function reportedTotalNano(report: Readonly<Record<string, unknown>> | undefined): number | null {
  const total = asObject(asObject(report?.['metrics'])['cost'])['total'];
  return typeof total === 'number' || typeof total === 'string' ? nanoFromUsd(total) : null;
}

/** From here on a number is epoch ms, below it epoch seconds: Patter's two SDKs send both under one name. */
const FIRST_MILLISECONDS = 1e11;

/** The transcript as a Patter report holds it, with our words for who speaks. */
export function reportedTranscript(report: Readonly<Record<string, unknown>>): TranscriptEntry[] {
  const entries = report['transcript'];
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => {
    const { role, text: said, timestamp } = asObject(entry);
    return {
      role: role === 'assistant' ? 'agent' : String(role),
      text: typeof said === 'string' ? said : '',
      at: instantMs(timestamp),
    };
  });
}

/** 0 means no time, and so does a text that is none. */
function instantMs(told: unknown): number | null {
  const ms = typeof told === 'string' ? Date.parse(told) : typeof told === 'number' ? told : NaN;
  if (!(ms > 0)) return null;
  return Math.round(typeof told === 'number' && told < FIRST_MILLISECONDS ? told * 1_000 : ms);
}

/** In hosted mode the names of the parts say nothing: the SDK fills in its defaults. */
function providersOf(metrics: Readonly<Record<string, unknown>>, mode: Mode | undefined): Providers | null {
  if (mode === 'hosted') return null;
  const found: Record<string, { name?: string; model?: string }> = {};
  for (const part of ['stt', 'llm', 'tts'] as const) {
    const name = text(metrics[`${part}_provider`]);
    const model = text(metrics[`${part}_model`]);
    if (name ?? model) found[part] = { ...only('name', name), ...only('model', model) };
  }
  return Object.keys(found).length > 0 ? found : null;
}

function only<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

/** A text that says something: empty strings and the word "unknown" do not. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'unknown' ? value : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}
