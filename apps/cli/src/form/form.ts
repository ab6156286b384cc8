import type { ExitCode } from '../exit-codes';

/** One flag. With `value` it takes a text, as `--url URL`; without it is a switch. */
export interface Flag {
  /** What stands for its value in the help, in capitals. */
  readonly value?: string;
  readonly says: string;
  /** The environment variable that speaks when the flag is not given. */
  readonly variable?: string;
  /** What holds when neither says anything. */
  readonly fallback?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** All that can be said to one command: its parser and its help are both made of it, so that neither knows more. */
export interface Form<F extends Flags = Flags> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly purpose: string;
  /** The words that are no flags, as `FILE`. */
  readonly words?: string;
  /** What it does, in a paragraph or two. */
  readonly about: string;
  /** What the words stand for. */
  readonly operands?: Readonly<Record<string, string>>;
  readonly flags: F;
  /** What else there is to know. */
  readonly notes?: string;
  /** Command lines that work, without `callscope`. */
  readonly examples: readonly string[];
  readonly exits: readonly (readonly [code: (typeof ExitCode)[keyof typeof ExitCode], when: string])[];
}

type ValueOf<F extends Flag> = F extends { readonly value: string }
  ? F extends { readonly fallback: string }
    ? string
    : string | undefined
  : boolean;

/** What was said, by the names of the flags. */
export type Values<F extends Flags> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

export interface Given<F extends Flags> {
  readonly values: Values<F>;
  readonly words: readonly string[];
}

/** Keeps the names of the flags for the compiler. */
export function formOf<const F extends Flags>(form: Form<F>): Form<F> {
  return form;
}
