import { isObject } from '@callscope/call-events';
import { maskJson } from './mask-json';
import { maskPhones } from './mask-phones';

type Report = Readonly<Record<string, unknown>>;

/** Texts of a report and of its metrics that name a part or a way, and say nothing of who spoke or what was said. */
const NAMES: ReadonlySet<string> = new Set([
  'direction',
  'telephony_provider',
  'provider_mode',
  'stt_provider',
  'tts_provider',
  'llm_provider',
  'stt_model',
  'tts_model',
  'llm_model',
  'call_id',
  'timestamp',
  'started_at',
  'ended_at',
]);

/** Of `metrics`: what is money and what is latency is no person's, and stands as it came. */
const OF_NOBODY = /^(cost|latency_.*)$/;
/** The same of a number that stands in `metrics` itself. */
const MEASURED = 'duration_seconds';

/** How a report is masked, part by part. What is undefined is left out. */
interface Masking {
  readonly figures: (value: unknown) => unknown;
  readonly rest: (value: unknown, key: string) => unknown;
}

/** The report of a source with its phone numbers masked. What is measured stays exact. */
export function maskReport(report: Report): Report {
  return mapped(report, { figures, rest: maskJson });
}

/** The same without what was said: numbers and the names of parts are left. */
export function wordlessReport(report: Report): Report {
  const { transcript: _transcript, ...rest } = report;
  return mapped(rest, { figures: onlyFigures, rest: (value, key) => named(maskJson(value, key), key) });
}

function mapped(report: Report, masking: Masking): Report {
  return entriesOf(report, (value, key) =>
    key === 'metrics' && isObject(value) ? mappedMetrics(value, masking) : masking.rest(value, key),
  );
}

function mappedMetrics(metrics: Report, { figures: measured, rest }: Masking): Report {
  return entriesOf(metrics, (value, key) => {
    if (key === MEASURED && typeof value === 'number') return value;
    return OF_NOBODY.test(key) ? measured(value) : rest(value, key);
  });
}

function entriesOf(value: Report, mask: (value: unknown, key: string) => unknown): Report {
  const entries = Object.entries(value).map(([key, item]) => [maskPhones(key), mask(item, key)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

const FIGURE = /^\d{1,7}(\.\d{1,18})?$/;
/** Names of parts and stages. Other keys beside them may be somebody's words. */
const OF_FIGURE =
  /^(stt|tts|llm|telephony|total|llm_cached_savings|((stt|tts|llm)(_total)?|llm_ttft|total|endpoint|bargein|agent_response|user_speech_duration)_ms)$/;

/** Numbers, also as texts; anything else is masked. */
function figures(value: unknown): unknown {
  if (typeof value === 'number' || (typeof value === 'string' && FIGURE.test(value))) return value;
  return isObject(value) ? entriesOf(value, figures) : maskJson(value);
}

/** Numbers, also as texts, under names that are known; undefined for anything else. */
function onlyFigures(value: unknown): unknown {
  if (typeof value === 'string') return FIGURE.test(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(onlyFigures).filter((item) => item !== undefined);
  return isObject(value)
    ? entriesOf(value, (item, key) => (OF_FIGURE.test(key) ? onlyFigures(item) : undefined))
    : value;
}

const PARTIES: ReadonlySet<string> = new Set(['caller', 'callee']);

/** A field of the report or of its metrics: further down the same names may stand over anybody's words. */
function named(value: unknown, key: string): unknown {
  return typeof value === 'string' && (NAMES.has(key) || PARTIES.has(key)) ? value : wordless(value);
}

/** Undefined for a text: it may be somebody's words. */
function wordless(value: unknown): unknown {
  if (typeof value === 'string') return undefined;
  if (Array.isArray(value)) return value.map(wordless).filter((item) => item !== undefined);
  return isObject(value) ? entriesOf(value, wordless) : value;
}
