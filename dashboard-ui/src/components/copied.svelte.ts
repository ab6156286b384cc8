const SAID_FOR_MS = 1600;

/** What a button that copies says for a while. */
export class Copied {
  #is = $state(false);

  get is(): boolean {
    return this.#is;
  }

  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // No clipboard without a secure origin: the text stays on screen to be selected.
      return;
    }
    this.#is = true;
    setTimeout(() => (this.#is = false), SAID_FOR_MS);
  }
}
