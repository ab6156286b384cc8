/** What could not be taken in, and why. Never quotes it: it may be personal. */
export interface RefusedLine {
  /** The file inside a folder of call logs; absent where one file is read. */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly field?: string;
  readonly message: string;
}

export function refusedText({ file, line, code, message }: RefusedLine): string {
  return `${file === undefined ? '' : `${file} `}line ${line}: ${code} (${message})`;
}
