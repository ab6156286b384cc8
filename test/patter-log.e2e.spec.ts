import { rmSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordedPosts } from '../libs/call-events/src/testing';
import { callFolder, loggedSteps, type LoggedStep, treeOf, write } from './support/call-log';
import { getJson, post } from './support/http';
import { expectedTotals, RECORDINGS } from './support/recording';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';
import { until } from './support/until';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly call_id: string;
  readonly data: { readonly turn?: number };
}

interface Detail {
  readonly call: { readonly status: string; readonly duration_ms: number | null };
  readonly turns: readonly { readonly turn: number }[];
}

const TAXI = 'CAee2b78fe7d4243b19cc7f0d71b119d62';
const STORM = 'CA8e72642a1eee6db04378052e9b022102';
const COST_TOLERANCE_USD = 1e-6;

async function eventsOf(service: RunningService): Promise<Told[]> {
  const { body } = await getJson<{ events: Told[] }>(`${service.url}/api/v2/events?after=0&limit=1000`);
  return body.events;
}

async function turnsOf(service: RunningService, callId: string): Promise<number[]> {
  const { body } = await getJson<Partial<Detail>>(`${service.url}/api/v2/calls/${callId}`);
  return (body.turns ?? []).map(({ turn }) => turn);
}

async function shownBy({ url }: RunningService): Promise<string[]> {
  const { body } = await getJson<{ calls: { call_id: string }[] }>(`${url}/api/v2/calls`);
  return body.calls.map(({ call_id: id }) => id);
}

const watching = (folder: string, data: string): Promise<RunningService> =>
  startService({ data, args: ['--patter-log-dir', folder] });

const stepsOf = (callId: string): LoggedStep[] => loggedSteps().filter((step) => step.callId === callId);

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

describe('a call log that is written while the service watches it', () => {
  let service: RunningService;
  let folder: string;
  let data: string;
  const steps = loggedSteps();
  const tookMs: number[] = [];

  /** Writes a step; for a turn, waits until the stream tells of it. */
  async function writeAndWait(step: LoggedStep, stream: StreamReader): Promise<void> {
    const at = performance.now();
    write(folder, step);
    if (step.turn === null) return;
    await stream.until(({ event, data }) => {
      const told = data as Told;
      return event === 'turn.completed' && told.call_id === step.callId && told.data.turn === step.turn;
    });
    tookMs.push(performance.now() - at);
  }

  beforeAll(async () => {
    folder = await makeTempFolder();
    data = await makeTempFolder();
    service = await watching(folder, data);
  });

  it('is told turn by turn, each as soon as its line is written', async () => {
    const stream = await StreamReader.open(`${service.url}/api/v2/events`);
    for (const step of steps.slice(0, 20)) await writeAndWait(step, stream);
    await stream.close();
    tookMs.sort((a, b) => a - b);
    const figures = [0, 0.5, 0.95, 1].map((q) => quantile(tookMs, q).toFixed(0)).join(' / ');
    process.stdout.write(`line to stream, ${tookMs.length} turns, ms, min/p50/p95/max: ${figures}\n`);
    expect(quantile(tookMs, 1)).toBeLessThan(5_000);
  });

  it('is gone on with where it was left by a service that is started again', async () => {
    await service.stop();
    const before = steps.slice(20, 26);
    for (const step of before) write(folder, step);
    service = await watching(folder, data);
    for (const { callId, turn } of before) {
      if (turn !== null) await until(async () => (await turnsOf(service, callId)).includes(turn));
    }
    const stream = await StreamReader.open(`${service.url}/api/v2/events?after=0`);
    for (const step of steps.slice(26)) await writeAndWait(step, stream);
    await stream.close();
    expect((await eventsOf(service)).filter(({ type }) => type === 'turn.completed')).toHaveLength(33);
  });

  it('gives one call where it goes on past midnight', async () => {
    await until(async () => {
      const { body } = await getJson<Detail>(`${service.url}/api/v2/calls/${STORM}`);
      return body.call.status === 'completed';
    });
    expect(await turnsOf(service, STORM)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('counts once with what the SDK posts of the same calls', async () => {
    // As they were recorded: a replay would move their times to now, and tell other turns by it.
    for (const { body } of recordedPosts('ingest-ts.jsonl')) {
      expect((await post(`${service.url}/api/dashboard/ingest`, body)).status).toBe(200);
    }
    const expected = expectedTotals('ingest-ts');
    const { body: totals } = await getJson<{
      total_calls: number;
      active_calls: number;
      total_cost: number;
      cost_breakdown: Record<string, number>;
      latency: Record<string, { n: number; p50: number; p95: number }>;
    }>(`${service.url}/api/dashboard/aggregates`);
    expect([totals.total_calls, totals.active_calls]).toEqual([expected.calls_ended, 1]);
    expect(Math.abs(totals.total_cost - expected.cost.total)).toBeLessThan(COST_TOLERANCE_USD);
    for (const part of ['stt', 'tts', 'llm', 'telephony'] as const) {
      expect(Math.abs((totals.cost_breakdown[part] ?? NaN) - expected.cost[part])).toBeLessThan(COST_TOLERANCE_USD);
    }
    for (const [stage, figures] of [
      ['response_ms', expected.agent_response_ms],
      ['total_ms', expected.total_ms],
    ] as const) {
      // The call that has no end yet is known by its log alone: five turns that no body tells.
      const inLogOnly = stage === 'response_ms' ? 4 : 5;
      expect(totals.latency[stage]?.n).toBe(figures.n + inLogOnly);
    }
    const events = await eventsOf(service);
    const turns = events.filter(({ type }) => type === 'turn.completed').map(({ id }) => id);
    expect(turns).toHaveLength(271 + 5);
    expect(new Set(turns).size).toBe(turns.length);
    expect(events.filter(({ type }) => type === 'turn.corrected')).toEqual([]);
  });

  it('adds nothing when everything is read again', async () => {
    const before = (await eventsOf(service)).map(({ id }) => id);
    await service.stop();
    rmSync(join(data, 'patter-log.json'));
    service = await watching(folder, data);
    // A new call is read behind all that is older: once it is told, the rest was.
    const last: LoggedStep = { ...stepsOf(TAXI)[1]!, callId: 'CA-last', daysAgo: 0 };
    write(folder, last);
    await until(async () => (await turnsOf(service, 'CA-last')).length === 1);
    const position = (await eventsOf(service)).length;
    expect(position).toBe(before.length + 1);
    rmSync(callFolder(folder, last), { recursive: true });
  });

  it('is not written to', async () => {
    await service.stop();
    const before = treeOf(folder);
    const another = await watching(folder, await makeTempFolder());
    await until(async () => (await eventsOf(another)).filter(({ type }) => type === 'turn.completed').length === 33);
    await another.stop();
    expect(treeOf(folder)).toEqual(before);
  });
});

describe('the folder of the call logs', () => {
  it('may come late, go and come back, and be another one then', async () => {
    const folder = join(await makeTempFolder(), 'logs');
    const service = await startService({ args: ['--patter-log-dir', folder] });
    const [start, turn, next] = stepsOf(TAXI) as [LoggedStep, LoggedStep, LoggedStep];
    write(folder, start);
    write(folder, turn);
    await until(async () => (await turnsOf(service, TAXI)).length === 1);
    await rename(folder, `${folder}-away`);
    await until(async () => (await getJson(`${service.url}/ready`)).status === 200);
    write(folder, { ...turn, callId: 'CA-new' });
    await until(async () => (await turnsOf(service, 'CA-new')).length === 1);
    rmSync(folder, { recursive: true });
    await rename(`${folder}-away`, folder);
    write(folder, next);
    await until(async () => (await turnsOf(service, TAXI)).length === 2);
    rmSync(join(folder, 'calls'), { recursive: true });
    write(folder, { ...turn, callId: 'CA-again' });
    await until(async () => (await turnsOf(service, 'CA-again')).length === 1);
    await service.stop();
  });

  it('hides a deleted call that is posted and never logged, at the next look', async () => {
    const folder = await makeTempFolder();
    await writeFile(join(folder, '.deleted_call_ids.json'), JSON.stringify({ deleted_call_ids: ['CA-deleted'] }));
    const service = await startService({ args: ['--patter-log-dir', folder] });
    await post(`${service.url}/api/dashboard/ingest`, { call_id: 'CA-deleted' });
    expect((await eventsOf(service)).map(({ call_id: id }) => id)).toContain('CA-deleted');
    // A new folder makes it look at once; without one it does every 30 s.
    for (const step of stepsOf(TAXI)) write(folder, step);
    await until(async () => (await turnsOf(service, TAXI)).length === 5);
    await until(async () => !(await shownBy(service)).includes('CA-deleted'));
    await service.stop();
  });

  it('is read where no change is told, by looking at the files', async () => {
    const folder = await makeTempFolder();
    const service = await startService({ args: ['--patter-log-dir', folder], env: { CHOKIDAR_USEPOLLING: '1' } });
    const [start, turn, next] = stepsOf(TAXI) as [LoggedStep, LoggedStep, LoggedStep];
    for (const step of [start, turn]) write(folder, step);
    await until(async () => (await turnsOf(service, TAXI)).length === 1);
    write(folder, next);
    await until(async () => (await turnsOf(service, TAXI)).length === 2);
    await service.stop();
  });
});

describe('a call log of many calls', () => {
  let service: RunningService;
  let folder: string;
  beforeAll(async () => {
    folder = await makeTempFolder();
    service = await startService({ args: ['--patter-log-dir', folder] });
  });

  /** The recorded call under another name. */
  const callOf = (callId: string): LoggedStep[] =>
    stepsOf(TAXI).map((step) => ({ ...step, callId, text: step.text.replaceAll(TAXI, callId) }));
  const shown = (): Promise<string[]> => shownBy(service);
  const list = (...ids: string[]): Promise<void> =>
    writeFile(join(folder, '.deleted_call_ids.json'), JSON.stringify({ version: 1, deleted_call_ids: ids }));

  it('hides the calls that were deleted from Patter, before or after they are known', async () => {
    for (const step of stepsOf(TAXI)) write(folder, step);
    await until(async () => (await shown()).includes(TAXI));
    await list(TAXI, 'CA-later');
    await until(async () => !(await shown()).includes(TAXI));
    for (const step of stepsOf(TAXI)) write(folder, { ...step, callId: 'CA-shown' });
    for (const step of callOf('CA-later')) write(folder, step);
    await until(async () => (await turnsOf(service, 'CA-later')).length === 5);
    expect(await shown()).not.toContain('CA-later');
  });

  it('is not left by a link', async () => {
    const elsewhere = await makeTempFolder();
    const [, turn] = stepsOf(TAXI) as [LoggedStep, LoggedStep];
    const outside = { ...turn, callId: 'CA-outside' };
    await mkdir(join(callFolder(folder, outside), '..'), { recursive: true });
    await appendFile(join(elsewhere, 'transcript.jsonl'), turn.text);
    await symlink(elsewhere, callFolder(folder, outside));
    const linked = { ...turn, callId: 'CA-linked' };
    await mkdir(callFolder(folder, linked), { recursive: true });
    await symlink(join(elsewhere, 'transcript.jsonl'), join(callFolder(folder, linked), 'transcript.jsonl'));
    write(folder, { ...turn, callId: 'CA-inside' });
    await until(async () => (await turnsOf(service, 'CA-inside')).length === 1);
    const told = (await eventsOf(service)).map(({ call_id: id }) => id);
    expect(told).toContain('CA-inside');
    expect(told).not.toContain('CA-outside');
    expect(told).not.toContain('CA-linked');
  });

  it('may hold what is broken: that is told once, counted, and holds nothing up', async () => {
    const [start, turn, next] = callOf('CA-broken') as [LoggedStep, LoggedStep, LoggedStep];
    write(folder, { ...start, text: start.text.slice(0, 99) });
    write(folder, { ...turn, text: '{"turn_index":0,"secret words"\n' });
    write(folder, { ...turn, text: turn.text.slice(0, 50) });
    write(folder, { ...turn, text: turn.text.slice(50) });
    write(folder, next);
    await until(async () => (await turnsOf(service, 'CA-broken')).length === 2);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/rejected\w*\{[^}]*invalid_json[^}]*\} 2/);
    await service.stop();
    expect(service.stderr()).not.toContain('secret words');
  });
});

describe('days that are over', () => {
  it('are read at the start, remembered, and read again when something in them has changed', async () => {
    const [folder, data] = [await makeTempFolder(), await makeTempFolder()];
    await cp(join(RECORDINGS, 'call-log'), folder, { recursive: true });
    const day = join(folder, 'calls/2026/05/12');
    // Written every two seconds.
    const daysIn = async (): Promise<string[]> => {
      const book = await readFile(join(data, 'patter-log.json'), 'utf8').catch(() => '{"days":{}}');
      return Object.keys((JSON.parse(book) as { days: object }).days).sort();
    };
    const service = await watching(folder, data);
    await until(async () => (await daysIn()).length === 2);
    expect(await turnsOf(service, STORM)).toHaveLength(10);
    expect(await turnsOf(service, TAXI)).toHaveLength(5);
    await service.stop();
    await appendFile(join(day, TAXI, 'transcript.jsonl'), '{"turn_index":5,"agent_text":"¿Sigue ahí?"}\n');
    const again = await watching(folder, data);
    await until(async () => (await turnsOf(again, TAXI)).length === 6);
    expect((await eventsOf(again)).filter(({ type }) => type === 'turn.completed')).toHaveLength(34);
    await again.stop();
  });
});
