import { MediaQuery } from 'svelte/reactivity';
import { remember, remembered } from './remembered';

const CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof CHOICES)[number];

export class Theme {
  #choice = $state<ThemeChoice>(CHOICES.find((choice) => choice === remembered('theme')) ?? 'system');
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
    remember('theme', this.#choice);
  }
}
