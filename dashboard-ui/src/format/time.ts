const pad = (n: number): string => String(n).padStart(2, '0');

/** `0:53`, `35:10`, `4:00:00`, `3d 2h`. A clock that would run backwards stands at zero. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)}d ${hours % 24}h`;
  const s = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${s}` : `${hours}:${pad(minutes % 60)}:${s}`;
}

/** Times of one zone; the zone is a parameter so that a test does not depend on the machine. */
export class TimeFormat {
  readonly #clock: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #instant: Intl.DateTimeFormat;
  readonly #zone: Intl.DateTimeFormat;

  constructor(timeZone?: string) {
    const zone = timeZone === undefined ? {} : { timeZone };
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#clock = new Intl.DateTimeFormat('en-GB', { ...zone, ...clock });
    this.#day = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'short' });
    this.#instant = new Intl.DateTimeFormat('en-GB', {
      ...zone,
      ...clock,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZoneName: 'short',
    });
    this.#zone = new Intl.DateTimeFormat('en-GB', { ...zone, timeZoneName: 'short' });
  }

  clock(at: number): string {
    return this.#clock.format(at);
  }

  day(at: number): string {
    return this.#day.format(at);
  }

  instant(at: number): string {
    return this.#instant.format(at);
  }

  zoneName(at: number): string {
    return this.#zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'local time';
  }
}

export const localTime = new TimeFormat();
