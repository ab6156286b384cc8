import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { recordingFile, replay } from './support/recording';
import { runCommand } from './support/run-command';
import { startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const ROOT = join(__dirname, '..');
const BUILD_MS = 60_000;

/** What a developer writes to add a read model: these files, in one new folder, and nothing else. */
const TURNS_BY_OUTCOME = {
  'turns-by-outcome.read-model.ts': `
    /** How many turns ended this way. Key: the outcome. */
    export interface TurnsByOutcomeRow { readonly turns: number }
  `,
  'turns-by-outcome.evolve.ts': `
    import type { TurnsByOutcomeRow } from './turns-by-outcome.read-model';
    export function evolve(row: TurnsByOutcomeRow | null): TurnsByOutcomeRow {
      return { turns: (row?.turns ?? 0) + 1 };
    }
  `,
  'turns-by-outcome.projection.ts': `
    import type { StoredEvent } from '@callscope/call-events';
    import { type LogProjection, Projection } from '../kernel';
    import { evolve } from './turns-by-outcome.evolve';
    import type { TurnsByOutcomeRow } from './turns-by-outcome.read-model';

    @Projection()
    export class TurnsByOutcomeProjection implements LogProjection<TurnsByOutcomeRow> {
      readonly name = 'turns-by-outcome';
      readonly version = 1;
      readonly source = 'log';
      keys(event: StoredEvent): readonly string[] {
        return event.type === 'turn.completed' ? [event.data.outcome] : [];
      }
      evolve(row: TurnsByOutcomeRow | null): TurnsByOutcomeRow {
        return evolve(row);
      }
    }
  `,
};

/** A copy of what the build reads, without what it makes. */
async function copyOfTheProject(): Promise<string> {
  const copy = await makeTempFolder();
  const wanted = [
    'apps',
    'libs',
    'nest-cli.json',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    '.swcrc',
    'scripts',
    'dist-ui',
  ];
  for (const name of wanted) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

it(
  'a projection in one new folder runs without an edit elsewhere',
  async () => {
    const project = await copyOfTheProject();
    const before = readdirSync(join(project, 'libs/projections/src'));
    const folder = join(project, 'libs/projections/src/turns-by-outcome');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(TURNS_BY_OUTCOME)) writeFileSync(join(folder, name), text);
    expect(readdirSync(join(project, 'libs/projections/src'))).toEqual([...before, 'turns-by-outcome'].sort());

    const built = await runCommand('npm', ['--prefix', project, 'run', 'build:server']);
    expect(built).toMatchObject({ ok: true });
    const main = join(project, 'dist/apps/telemetry/src/main.js');
    expect(existsSync(main)).toBe(true);

    const data = await makeTempFolder();
    const service = await startService({ main, data });
    await replay(recordingFile('ingest-ts'), service.url);
    await service.stop();

    const views = new SqliteDatabase(join(data, 'views.sqlite'), { readonly: true });
    const rows = views.prepare('SELECT key, row FROM view_turns_by_outcome ORDER BY key').all();
    views.close();
    expect(rows).toEqual([
      { key: 'completed', row: '{"turns":260}' },
      { key: 'interrupted', row: '{"turns":11}' },
    ]);
  },
  BUILD_MS,
);
