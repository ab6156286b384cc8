import { durationText } from '../duration-text';
import type { Kind } from './import-form';
import { refusedText, type RefusedLine } from './refused-line';

const LISTED = 20;

/** What came of one run. */
export interface ImportSummary {
  readonly kind: Kind;
  readonly from: string;
  readonly dryRun: boolean;
  /** The line after which it began, as an earlier run or a flag said; 0 = at the beginning. Null: not in lines. */
  readonly afterLine: number | null;
  readonly wentOn: boolean;
  readonly taken: number;
  /** Null where the service does not tell. */
  readonly duplicates: number | null;
  readonly turns: number | null;
  readonly refusedCount: number;
  /** Refused by the runs before that this one goes on from. */
  readonly refusedBefore: number;
  /** The first of them. */
  readonly refused: readonly RefusedLine[];
  /** Events that the log holds more than at the beginning, by whomever; null when it could not be told. */
  readonly logGrewBy: number | null;
  readonly wallMs: number;
  /** Why it did not come to the end. */
  readonly stopped: string | null;
}

const UNITS: Readonly<Record<Kind, string>> = { ingest: 'bodies', events: 'events', 'patter-log': 'events' };

export function summaryText(summary: ImportSummary): string {
  const { kind, from, dryRun, taken, duplicates, turns, refusedCount, refused, logGrewBy, stopped } = summary;
  const unit = UNITS[kind];
  const more = refusedCount - refused.length;
  return [
    `${stopped === null ? (dryRun ? 'Looked at' : 'Imported') : 'Stopped'} ${from}${beginning(summary)}: ${durationText(summary.wallMs)}${stopped === null ? '' : `, ${stopped}`}`,
    `  ${unit.padEnd(7)}  ${taken} ${dryRun ? 'good' : 'taken'}${turns === null ? '' : ` with ${turns} turns`}` +
      `${duplicates === null ? '' : `, ${duplicates} of them were there already`}, ${refusedCount} refused`,
    ...(logGrewBy === null ? [] : [`  log      ${logGrewBy} events more`]),
    `  rate     ${rate(summary)}`,
    ...(summary.refusedBefore > 0
      ? [`  before   ${summary.refusedBefore} refused by the run that this goes on from`]
      : []),
    ...(refusedCount > 0 ? ['  refused'] : []),
    ...refused.map((line) => `    ${refusedText(line)}`),
    ...(more > 0 ? [`    and ${more} more (all of them by --refused FILE)`] : []),
    '',
  ].join('\n');
}

export function listed(refused: readonly RefusedLine[]): readonly RefusedLine[] {
  return refused.slice(0, LISTED);
}

/** One JSON object on one line. Durations in milliseconds. */
export function summaryJson(summary: ImportSummary): string {
  const { kind, from, dryRun, afterLine, taken, duplicates, turns, refusedCount, refusedBefore, refused } = summary;
  return `${JSON.stringify({
    kind,
    from,
    dry_run: dryRun,
    after_line: afterLine,
    went_on: summary.wentOn,
    taken,
    duplicates,
    turns,
    refused: refusedCount,
    refused_before: refusedBefore,
    refused_lines: refused,
    log_grew_by: summary.logGrewBy,
    wall_ms: Math.round(summary.wallMs),
    per_s: Math.round(perSecond(summary)),
    stopped: summary.stopped,
  })}\n`;
}

function beginning({ wentOn, afterLine }: ImportSummary): string {
  if (afterLine !== null && afterLine > 0)
    return ` from line ${afterLine + 1}${wentOn ? ', where it was stopped' : ''}`;
  return wentOn ? ', from where it was stopped' : '';
}

/** What the work is measured by: turns where bodies hold them. */
function perSecond({ turns, taken, refusedCount, wallMs }: ImportSummary): number {
  return ((turns ?? taken + refusedCount) / Math.max(wallMs, 1)) * 1_000;
}

function rate(summary: ImportSummary): string {
  const bodies =
    summary.turns === null ? '' : `, ${Math.round((summary.taken / Math.max(summary.wallMs, 1)) * 1_000)} bodies/s`;
  return `${Math.round(perSecond(summary))} ${summary.turns === null ? 'events' : 'turns'}/s${bodies}`;
}
