import { envName, GROUPS, SETTINGS } from './settings';

/** As wide as the longest flag with its value. */
const WIDTH = 32;

/** What `--help` prints. */
export function helpText(): string {
  const groups = GROUPS.map((group) => {
    const rows = Object.values(SETTINGS)
      .filter((setting) => setting.group === group)
      .flatMap(({ flag, value, initial, help }) => [
        row(`--${flag} ${value}`, help),
        row('', `default ${initial}; ${envName(flag)}`),
      ]);
    return [`${group}:`, ...rows, ''];
  });
  return [
    'Callscope: an event log of AI phone calls, live on one page.',
    '',
    'Each setting is a flag or the variable named below it; the flag is believed first.',
    'What takes HOST,… or ORIGIN,… may also be given several times.',
    '',
    ...groups.flat(),
    row('--help', 'this text'),
    '',
  ].join('\n');
}

function row(flag: string, text: string): string {
  return `  ${flag.padEnd(WIDTH)}  ${text}`;
}
