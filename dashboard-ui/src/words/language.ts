import { en, type Words } from './en';

export interface Language {
  readonly code: 'en' | 'de';
  /** As those who speak it call it. */
  readonly name: string;
  /** Of numbers, money and times. */
  readonly locale: string;
  readonly words: Words;
}

export const ENGLISH: Language = { code: 'en', name: 'English', locale: 'en-GB', words: en };

let spoken = (): Language => ENGLISH;

/** The page tells here what it speaks; without a page, as in a spec, it is English. */
export function speak(now: () => Language): void {
  spoken = now;
}

/** What is spoken now: whatever reads it while it draws is drawn anew when that changes. */
export const language = {
  get words(): Words {
    return spoken().words;
  },
  get code(): Language['code'] {
    return spoken().code;
  },
};

/** Made once for each language: what `Intl` gives is dear to make. */
export function perLanguage<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const { locale } = spoken();
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}
