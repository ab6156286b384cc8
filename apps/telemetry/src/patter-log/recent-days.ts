const DAY_MS = 86_400_000;

/**
 * Whether calls may still be written into the folder of this day: the days before, at and after now in UTC. A call writes
 * into the folder of the day that it is when it writes; the clock of the agent's machine may differ from ours.
 * @param day as `2026/05/12`
 * @param now epoch ms
 */
export function isRecent(day: string, now: number): boolean {
  return day >= nameOf(now - DAY_MS);
}

/** The day before a day, as the folders are named. */
export function dayBefore(day: string): string {
  return nameOf(Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`) - DAY_MS);
}

function nameOf(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/') : '';
}
