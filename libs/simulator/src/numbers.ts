import type { Chance } from './chance';

export type Country = 'us' | 'gb' | 'de' | 'fr';

/**
 * Numbers that regulators keep free for fiction, so that nobody is called by what a demo shows: 555-0100 to 555-0199 of
 * an American area, and the drama ranges of Ofcom, the Bundesnetzagentur and ARCEP.
 */
const ranges: Readonly<Record<Country, (chance: Chance) => string>> = {
  us: (chance) => `+1${chance.pick(['212', '206', '305', '415', '512'])}55501${digits(chance, 2)}`,
  gb: (chance) => (chance.happens(0.5) ? `+442079460${digits(chance, 3)}` : `+447700900${digits(chance, 3)}`),
  de: (chance) => `+49${chance.pick(['3023125', '6990009', '4066969', '8999998'])}${digits(chance, 3)}`,
  fr: (chance) => `+33${chance.pick(['19900', '26191', '63998'])}${digits(chance, 4)}`,
};

export function fictionalNumber(country: Country, chance: Chance): string {
  return ranges[country](chance);
}

function digits(chance: Chance, count: number): string {
  return String(chance.integer(0, 10 ** count - 1)).padStart(count, '0');
}
