import { cpSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { logDir } from '../libs/intake/src/patter-log/log-dir';
import { getJson } from './support/http';
import { type Ended, Importer, type ImportSummary } from './support/importer';
import { expectedTotals, recordingFile, RECORDINGS } from './support/recording';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';
import { startWithTokens, TOKENS } from './support/tokens';
import { busyFor, cutAfter } from './support/way-to-service';

const AT = Date.UTC(2026, 4, 12);

let folder: string;
let importer: Importer;
beforeAll(async () => {
  folder = await makeTempFolder();
  importer = new Importer(join(folder, 'state'));
});

const run = (...args: readonly string[]): Promise<Ended & { readonly summary: ImportSummary }> => importer.run(args);

/** One call of so many turns a line group, as native events with ids. */
function events(name: string, calls: number, turns: number): string[] {
  return Array.from({ length: calls }, (_call, index) => {
    const call_id = `${name}-${index}`;
    const at = AT + index * 60_000;
    const of = (id: string, type: string, occurred_at: number, data: object): string =>
      JSON.stringify({ id: `${call_id}-${id}`, type, call_id, occurred_at, data });
    return [
      of('start', 'call.started', at, { direction: 'inbound' }),
      ...Array.from({ length: turns }, (_turn, turn) =>
        of(`turn-${turn}`, 'turn.completed', at + turn * 4_000, { turn, outcome: 'completed', user_text: 'hello' }),
      ),
      of('end', 'call.ended', at + turns * 4_000, { reason: 'completed' }),
    ];
  }).flat();
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const keptPlaces = (): string[] => {
  try {
    return readdirSync(join(folder, 'state', 'callscope'));
  } catch {
    return [];
  }
};

async function turnsOf({ url }: RunningService): Promise<number> {
  const { body } = await getJson<{ turns: { completed: number } }>(`${url}/api/v2/stats?window=all`);
  return body.turns.completed;
}

describe('import', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService();
  });

  /** A run that is killed once the service has answered so many of its batches; the next is never answered. */
  async function killedAfter(batches: number, path: string): Promise<void> {
    const way = await cutAfter(service.url, batches);
    const { child, ended } = importer.start('events', path, '--url', way.url);
    await way.reached;
    child.kill('SIGKILL');
    await ended;
  }

  it('takes events in with their own times, and a second run adds none', async () => {
    const path = file('twice.ndjson', events('twice', 20, 100).join('\n'));
    const before = await turnsOf(service);
    const first = await run('events', path, '--url', service.url);
    expect(first.code).toBe(0);
    expect(first.summary).toMatchObject({ taken: 2_040, duplicates: 0, refused: 0, log_grew_by: 2_040, stopped: null });
    expect(first.summary.per_s).toBeGreaterThan(0);
    const second = await run('events', path, '--url', service.url);
    expect(second.code).toBe(0);
    expect(second.summary).toMatchObject({ taken: 2_040, duplicates: 2_040, after_line: 0, log_grew_by: 0 });
    expect((await turnsOf(service)) - before).toBe(2_000);
    const { body } = await getJson<{ call: { started_at: number } }>(`${service.url}/api/v2/calls/twice-3`);
    expect(body.call.started_at).toBe(AT + 180_000);
    expect(keptPlaces()).toEqual([]);
  });

  it('tells its progress in plain lines where nobody watches, and what came of it', async () => {
    const path = file('plain.ndjson', events('plain', 20, 100).join('\n'));
    const { code, stdout, stderr } = await importer.start('events', path, '--url', service.url).ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^(import \d+ %, \d+ events, \d+ events\/s\n)+$/);
    expect(stdout).toMatch(/ 2040 taken, 0 of them were there already, 0 refused\n.+2040 events more\n.+ events\/s\n$/);
  });

  it('names corrupt lines, and those beyond the limit, and takes the rest', async () => {
    const lines = events('corrupt', 1, 6);
    lines[3] = '{"id":"cut off';
    lines[5] = JSON.stringify({ type: 'turn.completed', call_id: 'corrupt-0', data: { text: 'x'.repeat(1_048_576) } });
    lines.splice(1, 0, '', '   ');
    const path = file('corrupt.ndjson', `\uFEFF${lines.join('\r\n')}`);
    const refusedFile = join(folder, 'refused.jsonl');
    const { code, summary } = await run('events', path, '--url', service.url, '--refused', refusedFile);
    expect(code).toBe(1);
    expect(summary).toMatchObject({ taken: 6, refused: 2, log_grew_by: 6 });
    expect(summary.refused_lines.map(({ line, code: why }) => [line, why])).toEqual([
      [6, 'invalid_json'],
      [8, 'event_too_large'],
    ]);
    const told = readFileSync(refusedFile, 'utf8').trimEnd().split('\n');
    expect(told.map((line) => JSON.parse(line) as object)).toEqual(summary.refused_lines);
  });

  it('names every one of many refused lines, and lists the first of them', async () => {
    const path = file('many.ndjson', [...events('many', 1, 5), ...Array<string>(250).fill('{"type":"x"}')].join('\n'));
    const refusedFile = join(folder, 'many-refused.jsonl');
    const { code, summary } = await run('events', path, '--url', service.url, '--refused', refusedFile);
    expect(code).toBe(1);
    expect(summary).toMatchObject({ taken: 7, refused: 250 });
    expect(summary.refused_lines).toHaveLength(20);
    const lines = readFileSync(refusedFile, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(
      Array.from({ length: 250 }, (_, index) => index + 8),
    );
  });

  it('goes on after it was killed, and nothing is there twice', async () => {
    const lines = events('killed', 200, 50);
    lines[10_199] = 'corrupt';
    const path = file('killed.ndjson', lines.join('\n'));
    const before = await turnsOf(service);
    await killedAfter(5, path);
    expect(keptPlaces()).toHaveLength(1);
    const { code, summary } = await run('events', path, '--url', service.url);
    expect(code).toBe(1);
    expect(summary.went_on).toBe(true);
    expect(summary.after_line).toBeGreaterThanOrEqual(1_000);
    expect(summary.taken + (summary.after_line ?? 0)).toBe(lines.length - 1);
    expect(summary.refused_lines).toEqual([
      { line: 10_200, code: 'invalid_json', message: 'the line is not valid JSON' },
    ]);
    expect((await turnsOf(service)) - before).toBe(9_999);
    expect(keptPlaces()).toEqual([]);
  });

  it('begins anew when the file is another one, and where it is told to', async () => {
    const path = file('rewritten.ndjson', events('before', 100, 50).join('\n'));
    await killedAfter(3, path);
    expect(keptPlaces()).toHaveLength(1);
    writeFileSync(path, events('after', 100, 50).join('\n'));
    const anew = await run('events', path, '--url', service.url);
    expect(anew.summary).toMatchObject({ after_line: 0, went_on: false, taken: 5_200, duplicates: 0 });
    const part = await run('events', path, '--url', service.url, '--from-line', '5101');
    expect(part.summary).toMatchObject({ after_line: 5_100, taken: 100, duplicates: 100 });
  });

  it('reads what gzip has packed, and stdin', async () => {
    const lines = events('packed', 2, 10);
    const packed = file('packed.ndjson.gz', gzipSync(lines.slice(0, 12).join('\n')));
    expect((await run('events', packed, '--url', service.url)).summary).toMatchObject({ taken: 12, duplicates: 0 });
    const { code, summary } = await importer.run(['events', '-', '--url', service.url], lines.join('\n'));
    expect([code, summary]).toMatchObject([0, { taken: 24, duplicates: 12 }]);
    const half = file('half.ndjson.gz', gzipSync(events('half', 50, 50).join('\n')).subarray(0, -200));
    const broken = await run('events', half, '--url', service.url);
    expect(broken.code).toBe(2);
    expect(broken.summary.stopped).toMatch(/it is cut off: what stands before that is taken in$/);
    expect(broken.summary.taken).toBeGreaterThan(0);
  });

  it('waits as long as a busy service asks, and takes in all', async () => {
    const path = file('busy.ndjson', events('busy', 1, 20).join('\n'));
    const { url, asked } = await busyFor(service.url, 2);
    const { code, summary } = await run('events', path, '--url', url);
    expect([code, summary.taken, summary.duplicates]).toEqual([0, 22, 0]);
    expect(asked()).toHaveLength(3);
    const [first = 0, , third = 0] = asked();
    expect(third - first).toBeGreaterThanOrEqual(1_990);
  });

  it('looks at every line without a service, and sends nothing', async () => {
    const lines = [...events('dry', 1, 3), 'no', '{"type":"call.started"}'];
    const path = file('dry.ndjson', lines.join('\n'));
    const { code, summary } = await run('events', path, '--dry-run', '--url', 'http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(summary).toMatchObject({ taken: 5, duplicates: null, log_grew_by: null, refused: 2 });
    expect(summary.refused_lines.map(({ line, code: why }) => [line, why])).toEqual([
      [6, 'invalid_json'],
      [7, 'invalid_field'],
    ]);
    const bodies = file('dry.jsonl', '{"call_id":"a"}\n{"caller":"+12065550142"}\n[1]\n');
    const looked = await run('ingest', bodies, '--dry-run');
    expect(looked.summary.refused_lines.map(({ line, code: why }) => [line, why])).toEqual([
      [2, 'missing_call_id'],
      [3, 'not_an_object'],
    ]);
  });
});

it('import takes bodies in with the times that were recorded, and a second run adds none', async () => {
  const service = await startService();
  const expected = expectedTotals('ingest-ts');
  const lines = readFileSync(recordingFile('ingest-ts'), 'utf8').trimEnd().split('\n');
  const path = file(
    'ingest.jsonl',
    [...lines.slice(0, 4), 'oops', '{"at_ms":1,"body":{}}', ...lines.slice(4)].join('\n'),
  );
  const first = await run('ingest', path, '--url', service.url);
  expect(first.code).toBe(1);
  expect(first.summary).toMatchObject({ taken: 31, turns: 271, refused: 2 });
  expect(first.summary.refused_lines).toMatchObject([
    { line: 5, code: 'invalid_json' },
    { line: 6, code: 'missing_call_id' },
  ]);
  const totals = async () =>
    (await getJson<{ total_calls: number; total_cost: number }>(`${service.url}/api/dashboard/aggregates`)).body;
  const once = await totals();
  expect(once.total_calls).toBe(expected.calls_ended);
  expect(Math.abs(once.total_cost - expected.cost.total)).toBeLessThan(1e-6);
  const { body } = await getJson<{ call: { ended_at: number } }>(
    `${service.url}/api/v2/calls/CA09f5758be7e213b938141ed4b7b7a789`,
  );
  expect(body.call.ended_at).toBe(1_778_625_078_267);
  const second = await run('ingest', path, '--url', service.url);
  expect(second.summary).toMatchObject({ taken: 31, log_grew_by: 0 });
  expect(await totals()).toEqual(once);
});

describe('import of a folder of call logs', () => {
  const folderOfLogs = join(RECORDINGS, 'call-log');
  let service: RunningService;
  let first: ImportSummary;
  beforeAll(async () => {
    service = await startService();
    ({ summary: first } = await run('patter-log', folderOfLogs, '--url', service.url));
  });

  it('takes its calls in, and a second run adds none', async () => {
    expect(first).toMatchObject({ duplicates: 0 });
    expect(first.taken).toBeGreaterThan(40);
    for (const { code } of first.refused_lines) expect(code).toBe('invalid_json');
    expect(await turnsOf(service)).toBeGreaterThan(20);
    const { summary: second } = await run('patter-log', folderOfLogs, '--url', service.url);
    expect(second).toMatchObject({ taken: first.taken, duplicates: first.taken, log_grew_by: 0 });
  });

  it('finds by itself the folder that the SDK takes by itself', async () => {
    const home = join(folder, 'home');
    const env = { HOME: home, USERPROFILE: home, XDG_DATA_HOME: '', LOCALAPPDATA: '' };
    const byItself = logDir('auto', { platform: process.platform, home, env });
    const auto = new Importer(join(folder, 'state-of-auto'), env);
    const missing = await auto.run(['patter-log', 'auto', '--dry-run']);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining(byItself) });
    cpSync(folderOfLogs, byItself, { recursive: true });
    const { summary } = await auto.run(['patter-log', 'auto', '--url', service.url]);
    expect(summary).toMatchObject({ from: realpathSync(byItself), taken: first.taken, log_grew_by: 0 });
  });

  it('gives the turns of the bodies, so that both together count once', async () => {
    await run('ingest', recordingFile('ingest-ts'), '--url', service.url);
    const { body } = await getJson<{ turns: unknown[] }>(
      `${service.url}/api/v2/calls/CA09f5758be7e213b938141ed4b7b7a789`,
    );
    expect(body.turns).toHaveLength(7);
    const totals = await getJson<{ total_cost: number }>(`${service.url}/api/dashboard/aggregates`);
    expect(Math.abs(totals.body.total_cost - expectedTotals('ingest-ts').cost.total)).toBeLessThan(1e-6);
  });
});

it('import shows a token, and says what the service refuses', async () => {
  const service = await startWithTokens('--ingest-token', 'required');
  const path = file('token.ndjson', events('token', 1, 1).join('\n'));
  const tokens = file('tokens', `ingest ${TOKENS.ingest}\n`);
  const refused = await run('events', path, '--url', service.url);
  expect([refused.code, refused.summary.taken]).toEqual([1, 0]);
  expect(refused.summary.stopped).toMatch(/^the service answered 401/);
  const letIn = await run('events', path, '--url', service.url, '--token-file', tokens);
  expect([letIn.code, letIn.summary.taken]).toEqual([0, 3]);
});

it.each<[string[], number, string]>([
  [[], 2, 'what: ingest, events, patter-log?'],
  [['csv', 'f'], 2, 'not "csv"'],
  [['events'], 2, 'from which file?'],
  [['events', 'f', 'g'], 2, '"g" is too much'],
  [['events', 'f', '--from-line', '0'], 2, '--from-line'],
  [['events', 'no-such-file', '--dry-run'], 2, 'no such file'],
  [['patter-log', 'no-such-folder', '--dry-run'], 2, 'no such file'],
  [['events', 'f', '--url', 'http://127.0.0.1:1'], 3, 'No Callscope at'],
])('import %j ends with %i and one sentence', async (args, code, said) => {
  const ended = await run(...args);
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(said) });
  expect(ended.stderr).toMatch(/^callscope import: [^\n]+\n$/);
});
