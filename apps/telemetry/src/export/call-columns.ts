import { type CallRow, HEADLINE_STAGES, type HeadlineStage } from '@callscope/call-state';
import type { CsvCell, CsvColumns } from './csv';

const COSTS = ['total', 'stt', 'llm', 'tts', 'telephony', 'other', 'savings'] as const;
const PARTS = ['stt', 'llm', 'tts', 'realtime'] as const;

/** A `CallRow` as a line, in the order of its fields. What is a list or an object there is several columns here. */
export const CALL_COLUMNS: CsvColumns<CallRow> = [
  ['call_id', (row) => row.call_id],
  ['status', (row) => row.status],
  ['live', (row) => String(row.live)],
  ['direction', (row) => row.direction],
  ['from', (row) => row.from],
  ['to', (row) => row.to],
  ['carrier', (row) => row.carrier],
  ['mode', (row) => row.mode],
  ['agent_id', (row) => row.agent?.id ?? null],
  ['agent_name', (row) => row.agent?.name ?? null],
  ['agent_version', (row) => row.agent?.version ?? null],
  ...PARTS.flatMap(providerColumns),
  ['initiated_at', (row) => row.initiated_at],
  ['started_at', (row) => row.started_at],
  ['ended_at', (row) => row.ended_at],
  ['duration_ms', (row) => row.duration_ms],
  ['turns_completed', (row) => row.turns.completed],
  ['turns_interrupted', (row) => row.turns.interrupted],
  ...HEADLINE_STAGES.flatMap(stageColumns),
  ...COSTS.map((part) => column(`${part}_usd`, (row) => row.cost[`${part}_usd`])),
  ['cost_basis', (row) => row.cost.basis],
  ['end_reason', (row) => row.end_reason],
  ['flags', (row) => row.flags.join(' ')],
  ['position', (row) => row.position],
];

function providerColumns(part: (typeof PARTS)[number]): CsvColumns<CallRow> {
  return [
    [`${part}_provider`, (row) => row.providers?.[part]?.name ?? null],
    [`${part}_model`, (row) => row.providers?.[part]?.model ?? null],
  ];
}

/** `response_ms` has the columns `response_n`, `response_p50_ms` and so on. */
function stageColumns(stage: HeadlineStage): CsvColumns<CallRow> {
  const name = stage.replace(/_ms$/, '');
  const figures = ['p50', 'p90', 'p95', 'p99', 'min', 'max'] as const;
  return [
    [`${name}_n`, (row) => row.latency[stage].n],
    ...figures.map((figure) => column(`${name}_${figure}_ms`, (row) => row.latency[stage][figure])),
    [`${name}_method`, (row) => row.latency[stage].method],
  ];
}

function column(name: string, of: (row: CallRow) => CsvCell): readonly [string, (row: CallRow) => CsvCell] {
  return [name, of];
}
