import type { CallEvent } from '@callscope/call-events';
import type { AppendOutcome } from '@callscope/event-log';
import { reap, type ReaperParts } from './reaper';

const HOUR = 3_600_000;
const NOW = 1_778_627_000_000;

/** Calls by when something was last recorded of them; an append is taken once by its id. */
function house(lastRecorded: Record<string, number>, startedAt = NOW - 10 * HOUR) {
  const stored = new Map<string, CallEvent>();
  const parts: ReaperParts = {
    timeoutMs: 4 * HOUR,
    startedAt,
    activeCalls: {
      silentSince: (before, limit) =>
        Promise.resolve(
          Object.entries(lastRecorded)
            .filter(([, at]) => at < before)
            .slice(0, limit)
            .map(([callId], index) => ({ callId, position: index + 1 })),
        ),
    },
    log: {
      append: (events) => {
        const outcomes = events.map((event): AppendOutcome => {
          const outcome = stored.has(event.id) ? 'duplicate' : 'accepted';
          stored.set(event.id, event);
          return { outcome, position: 1 };
        });
        return Promise.resolve(outcomes);
      },
    },
  };
  return { parts, stored };
}

describe('the reaper', () => {
  it('gives up a call of which nothing was recorded for longer than the limit, to the tick', async () => {
    const { parts, stored } = house({ silent: NOW - 4 * HOUR - 1, quiet: NOW - 4 * HOUR });
    expect(await reap(parts, NOW)).toBe(1);
    expect([...stored.values()]).toMatchObject([{ type: 'call.timed_out', call_id: 'silent', v: 1, data: {} }]);
  });

  it('gives a call up once, however often it looks', async () => {
    const { parts, stored } = house({ silent: NOW - 5 * HOUR });
    await reap(parts, NOW);
    expect(await reap(parts, NOW + 30_000)).toBe(0);
    expect(stored.size).toBe(1);
  });

  it('gives up nothing before the service itself has run as long', async () => {
    const { parts, stored } = house({ silent: NOW - 50 * HOUR }, NOW - 4 * HOUR + 1);
    expect(await reap(parts, NOW)).toBe(0);
    expect(stored.size).toBe(0);
    expect(await reap(parts, NOW + 1)).toBe(1);
  });
});
