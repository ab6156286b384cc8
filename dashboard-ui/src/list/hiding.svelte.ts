import { formatCount } from '../format/quantity';
import { hideCalls } from '../feed/hide-calls';
import { language } from '../words/language';

export interface Told {
  readonly text: string;
  /** Those that can be put back; empty when there is nothing to undo. */
  readonly hidden: readonly string[];
}

/** The calls that are picked, and what was done with them. */
export class Hiding {
  #picked = $state.raw<readonly string[]>([]);
  #told = $state.raw<Told | null>(null);

  /** `changed` is told the ids that are hidden now, and an empty list when some were put back. */
  constructor(private readonly changed: (hidden: readonly string[]) => void) {}

  get picked(): readonly string[] {
    return this.#picked;
  }

  get told(): Told | null {
    return this.#told;
  }

  pick(callId: string): void {
    const others = this.#picked.filter((each) => each !== callId);
    this.#picked = others.length < this.#picked.length ? others : [...others, callId];
  }

  pickNone(): void {
    this.#picked = [];
  }

  forget(): void {
    this.#told = null;
  }

  async hide(callIds: readonly string[]): Promise<void> {
    const hidden = await hideCalls('hide', callIds);
    if (hidden === null) {
      this.#told = { text: language.words.list.notHidden, hidden: [] };
      return;
    }
    this.#picked = this.#picked.filter((callId) => !callIds.includes(callId));
    this.#told = {
      text: `${language.words.any.counted(hidden.length, formatCount(hidden.length))} ${language.words.list.hidden}`,
      hidden,
    };
    this.changed(hidden);
  }

  async undo({ hidden }: Told): Promise<void> {
    const back = await hideCalls('unhide', hidden);
    this.#told = back === null ? { text: language.words.list.notBack, hidden } : null;
    if (back !== null) this.changed([]);
  }
}
