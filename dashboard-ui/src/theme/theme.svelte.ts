import { MediaQuery } from 'svelte/reactivity';

const CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof CHOICES)[number];

const KEY = 'callscope.theme';

/** Storage may be forbidden or full; the theme then lasts as long as the page. */
function remembered(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return CHOICES.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

function remember(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    return;
  }
}

export class Theme {
  #choice = $state<ThemeChoice>(remembered());
  readonly #systemIsDark = new MediaQuery('(prefers-color-scheme: dark)');

  readonly applied: 'light' | 'dark' = $derived(
    this.#choice === 'system' ? (this.#systemIsDark.current ? 'dark' : 'light') : this.#choice,
  );

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get next(): ThemeChoice {
    return CHOICES[(CHOICES.indexOf(this.#choice) + 1) % CHOICES.length] ?? 'system';
  }

  turn(): void {
    this.#choice = this.next;
    remember(this.#choice);
  }
}
