import { language, perLanguage } from '../words/language';

const pad = (n: number): string => String(n).padStart(2, '0');

/** `0:53`, `35:10`, `4:00:00`, `3d 2h`. A clock that would run backwards stands at zero. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return language.words.any.days(Math.floor(hours / 24), hours % 24);
  const s = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${s}` : `${hours}:${pad(minutes % 60)}:${s}`;
}

/** Times of one zone; the zone is a parameter so that a test does not depend on the machine. */
export class TimeFormat {
  readonly #clock: () => Intl.DateTimeFormat;
  readonly #day: () => Intl.DateTimeFormat;
  readonly #instant: () => Intl.DateTimeFormat;
  readonly #stamp: () => Intl.DateTimeFormat;
  readonly #zone: () => Intl.DateTimeFormat;

  constructor(timeZone?: string) {
    const zone = timeZone === undefined ? {} : { timeZone };
    const times = (look: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
      perLanguage((locale) => new Intl.DateTimeFormat(locale, { ...zone, ...look }));
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#clock = times(clock);
    this.#day = times({ day: 'numeric', month: 'short' });
    this.#instant = times({
      ...clock,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZoneName: 'short',
    });
    // Swedish writes a date as ISO does.
    this.#stamp = () =>
      new Intl.DateTimeFormat('sv', { ...zone, ...clock, year: 'numeric', month: '2-digit', day: '2-digit' });
    this.#zone = times({ timeZoneName: 'short' });
  }

  clock(at: number): string {
    return this.#clock().format(at);
  }

  day(at: number): string {
    return this.#day().format(at);
  }

  /** `2026-05-12 22:55:00`. */
  stamp(at: number): string {
    return this.#stamp().format(at);
  }

  instant(at: number): string {
    return this.#instant().format(at);
  }

  zoneName(at: number): string {
    return (
      this.#zone()
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? language.words.any.localTime
    );
  }
}

export const localTime = new TimeFormat();
