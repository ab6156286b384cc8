import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench';
import { HttpLine } from './http-line';
import { COMMON_WORD } from './sayings';
import { ServiceProcess } from './service-process';

const PAGES = 3;
/** When it was asked is no part of the answer. */
const ASKED_AT = /^(\{"as_of":\{"position":\d+),"at":\d+\}/;

/** Views that are made anew from the same log answer the very same bytes. Ends the service. */
export async function sameAnswers({ data, report }: Bench, service: ServiceProcess): Promise<boolean> {
  const before = await digestsOf(service);
  await service.stop();
  for (const name of readdirSync(data)) if (name.startsWith('views')) rmSync(join(data, name));
  const anew = await ServiceProcess.start(data);
  const after = await digestsOf(anew);
  await anew.stop();
  report.section('SHA-256 of answers', 'before', 'made anew');
  for (const [name, digest] of Object.entries(before)) report.row(name, [digest, after[name] ?? '-'].map(shortened));
  report.note('digests', { before, after });
  const equal = JSON.stringify(before) === JSON.stringify(after);
  report.figure('answers_equal', equal);
  return equal;
}

/** The SHA-256 of each answer, by its name. */
async function digestsOf({ url }: ServiceProcess): Promise<Record<string, string>> {
  const line = new HttpLine(url);
  const stats = await line.get('/api/v2/stats?window=all');
  if (!ASKED_AT.test(stats)) throw new Error('the stats do not begin with when they were asked for');
  const digests: Record<string, string> = {
    stats: digest(stats.replace(ASKED_AT, '$1}')),
    aggregates: digest(await line.get('/api/dashboard/aggregates')),
    search: digest(await line.get(`/api/v2/calls?q=${COMMON_WORD}`)),
  };
  let cursor: string | null = '';
  for (let page = 1; page <= PAGES && cursor !== null; page += 1) {
    const text: string = await line.get(`/api/v2/calls?limit=200&cursor=${cursor}`);
    digests[`calls_page_${page}`] = digest(text);
    cursor = (JSON.parse(text) as { next_cursor: string | null }).next_cursor;
  }
  line.close();
  return digests;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function shortened(digest: string): string {
  return digest.slice(0, 10);
}
