/** Names that a program gives, not a person. */
const PLAIN_NAME = /^[a-z_][\w.-]*$/i;
const MAX_NAME_CHARACTERS = 64;
/** So many digits could be a number that somebody is called by. */
const NUMBER = /(?:\d\D*){5}/;
const MAX_CHARACTERS = 256;

/**
 * Where something stands in what was sent, as far as it may be said: keys are the sender's, of any length, and may be
 * personal. The path ends before the first key that is not a plain name.
 */
export class TreePath {
  static readonly root = new TreePath('', true);

  private constructor(
    /** As `data.turns[3].latency`; empty for the body itself. */
    readonly text: string,
    private readonly isWhole: boolean,
  ) {}

  of(key: string, isIndex: boolean): TreePath {
    if (!this.isWhole) return this;
    const step = isIndex ? `[${key}]` : this.text === '' ? key : `.${key}`;
    const fits = this.text.length + step.length <= MAX_CHARACTERS;
    return fits && (isIndex || isPlain(key)) ? new TreePath(this.text + step, true) : new TreePath(this.text, false);
  }

  /** What a sentence begins with. */
  get subject(): string {
    const name = this.text === '' ? 'the body' : this.text;
    return this.isWhole ? name : `something in ${name}`;
  }

  /** The field of a refusal; nothing when it is the body itself. */
  get field(): { readonly field?: string } {
    return this.text === '' ? {} : { field: this.text };
  }
}

function isPlain(key: string): boolean {
  return key.length <= MAX_NAME_CHARACTERS && PLAIN_NAME.test(key) && !NUMBER.test(key);
}
