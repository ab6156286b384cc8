import type { Country } from '../numbers';

export interface SceneTool {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

export interface Exchange {
  readonly user: string;
  readonly agent: string;
  /** Asked before the agent answers. */
  readonly tool?: SceneTool;
}

/**
 * What is said in one kind of call. Words in braces are filled in, the same all through a call: {name}, {day}, {time},
 * {number}.
 */
export interface Scene {
  readonly domain: string;
  /** BCP 47. */
  readonly language: string;
  readonly country: Country;
  readonly agent: { readonly id: string; readonly name: string };
  readonly weight: number;
  readonly greeting: string;
  readonly exchanges: readonly Exchange[];
  readonly summary: string;
  readonly fill: {
    readonly name: readonly [string, ...string[]];
    readonly day: readonly [string, ...string[]];
    readonly time: readonly [string, ...string[]];
  };
}

/** What callers of a language are called, and how they say when. */
export const fills = {
  en: {
    name: ['Morgan', 'Taylor', 'Okafor', 'Whitfield', 'Novak'],
    day: ['Tuesday', 'Thursday', 'Friday', 'Saturday'],
    time: ['half past seven', 'noon', 'a quarter to six', 'nine'],
  },
  es: {
    name: ['Herrera', 'Castillo', 'Fuentes', 'Rojas'],
    day: ['el martes', 'el jueves', 'el viernes', 'el sábado'],
    time: ['las ocho', 'las nueve y media', 'las dos', 'las cinco'],
  },
  de: {
    name: ['Schneider', 'Öztürk', 'Brandt', 'Lindner'],
    day: ['Dienstag', 'Donnerstag', 'Freitag', 'Montag'],
    time: ['neun Uhr', 'halb elf', 'vierzehn Uhr', 'Viertel nach drei'],
  },
  fr: {
    name: ['Lefèvre', 'Moreau', 'Diallo', 'Garnier'],
    day: ['mardi', 'jeudi', 'vendredi', 'samedi'],
    time: ['midi', 'dix-neuf heures trente', 'vingt heures', 'quinze heures'],
  },
} as const;
