import { helpText } from './help-text';
import { envName, GROUPS, SETTINGS } from './settings';

it('tells each flag with its meaning, and below it its default and its env twin', () => {
  const lines = helpText().split('\n');
  for (const { flag, help, initial } of Object.values(SETTINGS)) {
    const at = lines.findIndex((line) => line.trim().startsWith(`--${flag} `));
    expect(lines[at]).toContain(help);
    expect(lines[at + 1]?.trim()).toBe(`default ${initial}; ${envName(flag)}`);
  }
});

it('has a heading for each group, and fits a terminal', () => {
  const lines = helpText().split('\n');
  for (const group of GROUPS) expect(lines).toContain(`${group}:`);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});
