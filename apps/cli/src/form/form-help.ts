import type { Flag, Form } from './form';

const WIDTH = 120;
const HELP: Flag = { says: 'print this' };

/** What `--help` of a command prints: made of what its parser takes. */
export function formHelp({ name, words, about, operands = {}, flags, notes, examples, exits }: Form): string {
  const rows = [
    ...Object.entries(operands),
    ...Object.entries({ ...flags, help: HELP }).map(([flag, of]) => [flagText(flag, of), saysOf(of)] as const),
  ];
  const column = Math.max(...rows.map(([left]) => left.length)) + 4;
  const usage = ['callscope', name, words, '[FLAGS]'].filter((part) => part !== undefined).join(' ');
  return [
    `Usage: ${usage}`,
    '',
    ...wrapped(about, 0),
    '',
    ...rows.flatMap(([left, right]) => row(left, right, column)),
    '',
    ...(notes === undefined ? [] : [...wrapped(notes, 0), '']),
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  callscope ${example}`),
    '',
    ...wrapped(`Exit code: ${exits.map(([code, when]) => `${code} ${when}`).join(', ')}.`, 0),
    '',
  ].join('\n');
}

function flagText(name: string, { value }: Flag): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function saysOf({ says, variable, fallback }: Flag): string {
  const origin = [fallback === undefined ? '' : `default ${fallback}`, variable ?? ''].filter((part) => part !== '');
  return origin.length === 0 ? says : `${says} (${origin.join(', or ')})`;
}

function row(left: string, right: string, column: number): string[] {
  const [first = '', ...rest] = wrapped(right, column);
  return [`  ${left}`.padEnd(column) + first.trimStart(), ...rest];
}

/** Lines no longer than a terminal is wide; a line break of the text stays one. */
function wrapped(text: string, indent: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line].map((one) => ' '.repeat(one === '' ? 0 : indent) + one);
  });
}
