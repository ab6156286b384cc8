import { envName, GROUPS, SETTINGS } from './settings';

const BEGIN = '<!-- made by `npm run docs:settings` -->';
const END = '<!-- end of what is made -->';

/** The page with its tables as the settings are now. */
export function withTables(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('the page has no place for the tables');
  return `${page.slice(0, begin)}${BEGIN}\n\n${tables()}\n\n${page.slice(end)}`;
}

function tables(): string {
  return GROUPS.map((group) => {
    const rows = Object.values(SETTINGS)
      .filter((setting) => setting.group === group)
      .map(({ flag, value, initial, unset, help }) => [
        code(`--${flag} ${value}`),
        code(envName(flag)),
        unset === undefined ? code(initial) : initial,
        help,
      ]);
    return `### ${group}\n\n${table([['Flag', 'Variable', 'Default', 'Meaning'], ...rows])}`;
  }).join('\n\n');
}

/** With columns as wide as their widest cell, as the formatter wants them. */
function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
