import { isObject } from '@callscope/call-events';
import { maskJson } from './mask-json';
import { maskPhones } from './mask-phones';

type Report = Readonly<Record<string, unknown>>;

/** Texts of a report that name a part or a way, and say nothing of who spoke or what was said. */
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

/** The report of a source with its phone numbers masked. What is measured stays exact. */
export function maskReport(report: Report): Report {
  return mapped(report, maskJson);
}

/** The same without what was said: numbers and the names of parts are left. */
export function wordlessReport(report: Report): Report {
  const { transcript: _transcript, ...rest } = report;
  return mapped(rest, (value, key) => wordless(maskJson(value, key), key));
}

function mapped(report: Report, mask: (value: unknown, key: string) => unknown): Report {
  const entries = Object.entries(report).map(([key, value]) => {
    if (key !== 'metrics' || !isObject(value)) return [maskPhones(key), mask(value, key)] as const;
    return [key, mappedMetrics(value, mask)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mappedMetrics(metrics: Report, mask: (value: unknown, key: string) => unknown): Report {
  const entries = Object.entries(metrics).map(([key, value]) => {
    if (typeof value === 'number') return [key, value] as const;
    return [maskPhones(key), OF_NOBODY.test(key) ? figures(value) : mask(value, key)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const FIGURE = /^\d{1,7}(\.\d{1,18})?$/;

/** Numbers, also as texts; anything else is masked. */
function figures(value: unknown): unknown {
  if (typeof value === 'number' || (typeof value === 'string' && FIGURE.test(value))) return value;
  if (!isObject(value)) return maskJson(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [maskPhones(key), figures(item)]));
}

const PARTIES: ReadonlySet<string> = new Set(['caller', 'callee']);

/** Undefined for a text that may be somebody's words. */
function wordless(value: unknown, key: string): unknown {
  if (typeof value === 'string') return NAMES.has(key) || PARTIES.has(key) ? value : undefined;
  if (Array.isArray(value)) return value.map((item) => wordless(item, key)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, wordless(item, name)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
