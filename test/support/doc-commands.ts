/** A block of shell commands in a document. */
export interface DocBlock {
  /** Line of the document at which it begins. */
  readonly line: number;
  readonly commands: readonly string[];
  /** What the comment above it says: `not run: …`, or `run while stopped`; null when there is none. */
  readonly mark: string | null;
}

const BLOCK = /(?:<!-- ((?:not run|run while)[^>]*) -->\s*)?^( *)```sh\n(.*?)^ *```$/gms;

/** The blocks of shell commands in a document, in their order. */
export function docBlocks(markdown: string): DocBlock[] {
  return [...markdown.matchAll(BLOCK)].map(({ index, 1: mark, 2: indent = '', 3: text = '' }) => ({
    line: markdown.slice(0, markdown.indexOf('```sh', index)).split('\n').length,
    commands: commandsOf(text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')),
    mark: mark ?? null,
  }));
}

/** A command may go on over lines, in quotes or behind a backslash. */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of text.trimEnd().split('\n')) {
    open += open === '' ? line : `\n${line}`;
    const isWhole = !line.endsWith('\\') && (open.match(/'/g)?.length ?? 0) % 2 === 0;
    if (!isWhole) continue;
    commands.push(open);
    open = '';
  }
  return open === '' ? commands : [...commands, open];
}
