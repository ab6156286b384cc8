import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envName, SETTINGS } from './settings';
import { withTables } from './settings-table';

const page = readFileSync(join(__dirname, '../../../../docs/settings.md'), 'utf8');

it('is in the documents as the settings are: `npm run docs:settings` mends it', () => {
  expect(page).toBe(withTables(page));
});

it('names each flag and variable', () => {
  for (const { flag } of Object.values(SETTINGS)) {
    expect(page).toContain(`| \`--${flag} `);
    expect(page).toContain(`| \`${envName(flag)}\` `);
  }
});

it('takes the place of former tables, and leaves the rest of the page', () => {
  const [head = '', ...rows] = page.split('\n');
  const stale = [head, ...rows.filter((row) => !row.startsWith('| `--'))].join('\n');
  expect(stale).not.toBe(page);
  expect(withTables(stale)).toBe(page);
});

it('does not make up a place for itself', () => {
  expect(() => withTables('# Settings')).toThrow('no place');
});
