import { docBlocks } from './doc-commands';

it('finds commands, whole ones, in blocks of any indent, with what stands above them', () => {
  const text = [
    '# Start',
    '<!-- not run: it takes long -->',
    '',
    '```sh',
    'npm ci',
    '```',
    '```js',
    'none();',
    '```',
    '1. And',
    '',
    '   ```sh',
    "   curl a -d '[",
    '     1',
    "   ]'",
    '   curl b \\',
    '     -N',
    '   ```',
  ].join('\n');
  expect(docBlocks(text)).toEqual([
    { line: 4, commands: ['npm ci'], mark: 'not run: it takes long' },
    { line: 12, commands: ["curl a -d '[\n  1\n]'", 'curl b \\\n  -N'], mark: null },
  ]);
});
