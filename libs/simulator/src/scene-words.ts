import type { Chance } from './chance';
import type { Scene } from './scenes';

/** Puts in the words that a scene leaves open. */
export type Filler = <T>(value: T) => T;

export function fillerFor({ fill }: Scene, chance: Chance): Filler {
  const words: Readonly<Record<string, string>> = {
    name: chance.pick(fill.name),
    day: chance.pick(fill.day),
    time: chance.pick(fill.time),
    number: String(chance.integer(1_000, 9_999)),
  };
  const fillText = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (braced, word: string) => words[word] ?? braced);
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return fillText(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  };
  return <T>(value: T) => filled(value) as T;
}

/** The first words of a text, up to about this share of it; at least one. */
export function firstWords(text: string, share: number): string {
  const words = text.split(' ');
  return words.slice(0, Math.max(1, Math.round(words.length * share))).join(' ');
}

const MS_A_CHARACTER = 62;

/** How long it takes to say it. */
export function speakingMs(text: string, chance: Chance): number {
  return Math.round(300 + text.length * MS_A_CHARACTER * chance.between(0.85, 1.2));
}
