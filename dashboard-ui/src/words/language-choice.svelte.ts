import { remember, remembered } from '../theme/remembered';
import { de } from './de';
import { ENGLISH, type Language, speak } from './language';

const GERMAN: Language = { code: 'de', name: 'Deutsch', locale: 'de-DE', words: de };

export const LANGUAGES: readonly Language[] = [ENGLISH, GERMAN];

/** The first of these tags whose language the page knows, `de-AT` as German; English when it knows none. */
function firstKnown(tags: readonly (string | null)[]): Language {
  return tags.flatMap((tag) => LANGUAGES.find(({ code }) => tag?.split('-')[0] === code) ?? [])[0] ?? ENGLISH;
}

/** What the reader chose before, else what the browser asks for. */
let chosen = $state.raw(firstKnown([remembered('language'), ...navigator.languages]));

speak(() => chosen);
tellBrowser();

export function choose(language: Language): void {
  chosen = language;
  remember('language', language.code);
  tellBrowser();
}

/** Readers and hyphenation go by it. */
function tellBrowser(): void {
  document.documentElement.lang = chosen.code;
}
