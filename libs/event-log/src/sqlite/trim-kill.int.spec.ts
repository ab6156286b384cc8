import { everything } from '../testing/events';
import { runUntilKilled } from '../testing/killed-process';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { SqliteEventLog } from './sqlite-event-log';
import { verifyLog } from './verify-log';

const ROUNDS = 6;

describe('a log whose process is killed while it trims', () => {
  let folder: string;
  beforeAll(() => {
    folder = tempFolder();
  });
  afterAll(() => removeFolder(folder));

  it('has every event either in itself or in the baseline, and keeps what it has said', async () => {
    const saidOf = { appended: new Set<string>(), trimmed: new Set<string>() };
    for (let round = 0; round < ROUNDS; round++) {
      const lines = await runUntilKilled('trim-until-killed.ts', [folder, `round-${round}`], 50 + Math.random() * 250);
      for (const line of lines) {
        const [what = '', call = ''] = line.split(' ');
        saidOf[what as 'appended' | 'trimmed'].add(call);
      }
      const log = await SqliteEventLog.open({ folder });
      const { rows, trimmedUpTo } = log.baseline();
      const kept = new Set(everything(log).map((event) => event.call_id));
      expect(Number(rows.get('events') ?? 0) + everything(log).length).toBe(log.head);
      expect(trimmedUpTo).toBeLessThan(log.head);
      for (const call of kept) {
        expect(saidOf.trimmed.has(call)).toBe(false);
        expect(log.readCall(call)).toHaveLength(3);
      }
      const unsaid = [...saidOf.appended].filter((call) => !kept.has(call) && !saidOf.trimmed.has(call));
      // One call a round may have left just before the answer was printed.
      expect(unsaid.length).toBeLessThanOrEqual(round + 1);
      await log.close();
      expect(verifyLog(folder).flaws).toEqual([]);
    }
    expect(saidOf.trimmed.size).toBeGreaterThan(ROUNDS);
  });
});
