import { appendFileSync, writeFileSync } from 'node:fs';
import { systemClock, type Clock } from '../clock';
import type { Command } from '../command';
import { tokenIn } from '../data/token-file';
import { messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { badUsage } from '../form/bad-usage';
import { formCommand } from '../form/form-command';
import { headOf } from '../service/head';
import { checkHealth, type Service } from '../service/service';
import type { Terminal } from '../terminal';
import { IMPORT_FORM, type ImportOptions, importOptions } from './import-form';
import { importProgress } from './import-progress';
import { listed, summaryJson, summaryText, type ImportSummary } from './import-summary';
import { openImport, type Opened } from './open-import';
import type { RefusedLine } from './refused-line';
import { runImport, sparingly, type Counts } from './run-import';
import { eventsSender } from './send-events';
import { ingestSender } from './send-ingest';
import type { Send } from './batch';

const KEEP_EVERY_MS = 200;
/** Of the refused lines no more are kept in memory than are told. */
const MOST_KEPT = 20;

export function importCommandWith(clock: Clock): Command {
  return formCommand(IMPORT_FORM, async (given, terminal) => {
    const options = importOptions(given);
    const { url, tokenFile, dryRun } = options;
    const token = tokenFile === undefined ? undefined : tokenIn(tokenFile, 'ingest', 'send calls');
    if (!dryRun) await checkHealth(url);
    const head = dryRun ? null : await headOf(url);
    const say = (sentence: string): void => terminal.err(`callscope import: ${sentence}\n`);
    const opened = await openImport(options, head?.log ?? '', () => clock.nowMs(), say);
    const send = await senderOf(options, { url, token }, clock);
    const summary = await importAll(options, opened, send, terminal, clock);
    const after = dryRun ? null : await headOf(url);
    const logGrewBy = head && after?.log === head.log ? after.position - head.position : null;
    const told = { ...summary, logGrewBy };
    terminal.out(options.json ? summaryJson(told) : summaryText(told));
    return summary.exitCode;
  });
}

export const importCommand = importCommandWith(systemClock);

async function senderOf({ kind, dryRun }: ImportOptions, to: Service, clock: Clock): Promise<Send> {
  const body = kind === 'ingest' ? kind : 'events';
  if (dryRun) {
    // Loaded late, as a late import is named when built: only this needs the code of the intake.
    const { looker } = await import('./look-only.js');
    return looker(body, () => clock.nowMs());
  }
  return body === 'ingest' ? ingestSender(to, clock) : eventsSender(to, clock);
}

async function importAll(
  { kind, dryRun, refusedFile }: ImportOptions,
  { source, from, afterLine, refusedBefore, wentOn, keep, forget }: Opened,
  send: Send,
  terminal: Terminal,
  clock: Clock,
): Promise<ImportSummary & { readonly exitCode: number }> {
  const startMs = clock.nowMs();
  const first: RefusedLine[] = [];
  const toFile = refusedTaker(refusedFile, wentOn);
  const places = sparingly(keep, clock, KEEP_EVERY_MS);
  const stop = new AbortController();
  const stopListening = terminal.onInterrupt(() => stop.abort());
  const progress = importProgress(terminal, source.total, kind === 'ingest' ? 'bodies' : 'events', () => clock.nowMs());
  const counts = await runImport({
    source,
    send,
    signal: stop.signal,
    progress,
    onRefused(refused) {
      first.push(...listed(refused).slice(0, MOST_KEPT - first.length));
      toFile(refused);
    },
    onDone: (place, refused) => places.call(place, refused),
  }).finally(() => {
    progress.stop();
    stopListening();
    places.flush();
  });
  if (counts.end === null) forget();
  return {
    kind,
    from,
    dryRun,
    afterLine,
    wentOn,
    taken: counts.taken,
    duplicates: counts.duplicates,
    turns: counts.turns,
    refusedCount: counts.refused,
    refusedBefore,
    refused: listed(first),
    logGrewBy: null,
    wallMs: clock.nowMs() - startMs,
    stopped: stoppedText(counts.end),
    exitCode: exitCodeOf(counts, refusedBefore),
  };
}

/** Writes refused lines to a file of the user, if there is one; a run that goes on adds to it. */
function refusedTaker(file: string | undefined, goesOn: boolean): (refused: readonly RefusedLine[]) => void {
  if (file === undefined) return () => undefined;
  const write = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw badUsage(`cannot write ${file}: ${messageOf(error)}`);
    }
  };
  if (!goesOn) write(() => writeFileSync(file, ''));
  return (refused) => write(() => appendFileSync(file, refused.map((line) => `${JSON.stringify(line)}\n`).join('')));
}

function stoppedText(end: Counts['end']): string | null {
  if (end === null) return null;
  return end === 'interrupted' ? 'interrupted' : end.message;
}

function exitCodeOf({ end, refused }: Counts, refusedBefore: number): number {
  if (end === 'interrupted') return ExitCode.Interrupted;
  if (end !== null) return end.exitCode;
  return refused + refusedBefore > 0 ? ExitCode.SomeRefused : ExitCode.Done;
}
