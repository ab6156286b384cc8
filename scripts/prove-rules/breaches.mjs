// One breach of every rule: the file that is planted, and what one line of the failing command must hold.
const lines = (count) => '// a line\n'.repeat(count);

const lint = (rule, file, source) => ({ says: [rule, file], files: { [file]: source } });
const deps = (rule, file, source, others = {}) => ({
  says: [` ${rule}: ${file}`],
  files: { [file]: source, ...others },
});
const types = (code, file, source) => ({ says: [code, file], files: { [file]: source } });

const lintBreaches = [
  lint(
    '@typescript-eslint/no-floating-promises',
    'libs/event-log/src/floating.ts',
    'export function f(): void {\n  Promise.resolve(1);\n}\n',
  ),
  lint(
    '@typescript-eslint/no-misused-promises',
    'libs/event-log/src/misused.ts',
    'export const f = (p: Promise<boolean>): number => (p ? 1 : 2);\n',
  ),
  lint(
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/event-log/src/switch.ts',
    "export function f(kind: 'a' | 'b'): void {\n  switch (kind) {\n    case 'a':\n  }\n}\n",
  ),
  lint(
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/event-log/src/switch-with-default.ts',
    "export function f(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n    default:\n      return 2;\n  }\n}\n",
  ),
  lint('@typescript-eslint/no-explicit-any', 'libs/event-log/src/any.ts', 'export const f = (x: any): unknown => x;\n'),
  lint(
    '@typescript-eslint/no-explicit-any',
    'dashboard-ui/src/state.svelte.ts',
    'export const f = (x: any): unknown => x;\n',
  ),
  lint(
    '@typescript-eslint/no-explicit-any',
    'dashboard-ui/src/any.svelte',
    '<script lang="ts">\n  const { x }: { x: any } = $props();\n</script>\n\n{x}\n',
  ),
  lint(
    '@typescript-eslint/consistent-type-imports',
    'libs/event-log/src/type-import.ts',
    "import { callEventsKind } from '@callscope/call-events';\n\nexport const kind: callEventsKind = 'one';\n",
  ),
  lint(
    '@typescript-eslint/explicit-module-boundary-types',
    'libs/event-log/src/boundary.ts',
    'export function f() {\n  return 1;\n}\n',
  ),
  lint('max-lines', 'libs/event-log/src/long.ts', lines(301)),
  lint('max-lines', 'dashboard-ui/src/long.svelte', `<script lang="ts">\n${lines(301)}</script>\n`),
  lint('no-console', 'libs/event-log/src/console.ts', "console.log('here');\n"),
  lint(
    'complexity',
    'libs/event-log/src/complex.ts',
    `export const f = (x: number): number => ${'x > 1 ? 1 : '.repeat(20)}2;\n`,
  ),
  lint('svelte/no-at-html-tags', 'dashboard-ui/src/html.svelte', "{@html '<b>bold</b>'}\n"),
  // A comment that switches a rule off has no effect, and is told.
  lint('no-console', 'libs/event-log/src/disabled.ts', "/* eslint-disable no-console */\nconsole.log('here');\n"),
  lint('noInlineConfig', 'libs/event-log/src/disabled-again.ts', '/* eslint-disable no-console */\nexport {};\n'),
  lint(
    'svelte/no-at-html-tags',
    'dashboard-ui/src/disabled.svelte',
    "<!-- eslint-disable svelte/no-at-html-tags -->\n{@html '<b>bold</b>'}\n",
  ),
  lint('no-restricted-imports', 'libs/call-events/src/node.ts', "import 'node:fs';\n"),
  lint('no-restricted-imports', 'libs/histogram/src/bare.ts', "import 'fs';\n"),
  lint('no-restricted-properties', 'libs/call-state/src/now.ts', 'export const now = Date.now();\n'),
  lint('no-restricted-properties', 'libs/histogram/src/chance.ts', 'export const chance = Math.random();\n'),
  lint('no-restricted-properties', 'libs/simulator/src/dice.ts', 'export const dice = Math.random();\n'),
  lint('no-restricted-syntax', 'libs/projections/src/calls/date.evolve.ts', 'export const now = new Date();\n'),
  lint('no-restricted-globals', 'libs/intake/src/native/id.translate.ts', 'export const id = crypto.randomUUID();\n'),
  lint(
    'no-restricted-properties',
    'libs/event-log/src/only.spec.ts',
    "it.only('is the only one', () => {\n  expect(1).toBe(1);\n});\n",
  ),
];

const takes = (module) => `import '${module}';\n`;
const exports_ = 'export const there = 1;\n';
const kernelInside = 'libs/intake/src/kernel/inside.ts';

const depsBreaches = [
  deps('room-call-events', 'libs/call-events/src/b.ts', takes('@callscope/histogram')),
  deps('room-call-events', 'libs/call-events/src/package.ts', takes('rxjs')),
  deps('room-histogram', 'libs/histogram/src/b.ts', takes('node:fs')),
  deps('room-call-state', 'libs/call-state/src/b.ts', takes('@callscope/event-log')),
  deps('room-call-state', 'libs/call-state/src/package.ts', takes('@nestjs/common')),
  deps('room-event-log', 'libs/event-log/src/b.ts', takes('@callscope/call-state')),
  deps('room-projections', 'libs/projections/src/kernel/b.ts', takes('@callscope/intake')),
  deps('room-intake', 'libs/intake/src/native/b.ts', takes('@callscope/projections')),
  deps('room-live-feed', 'libs/live-feed/src/b.ts', takes('@callscope/intake')),
  deps('room-client', 'libs/client/src/b.ts', takes('@callscope/intake')),
  deps('room-simulator', 'libs/simulator/src/b.ts', takes('@callscope/client')),
  deps('client-on-its-own', 'libs/client/src/value.ts', takes('@callscope/call-events')),
  deps('client-on-its-own', 'libs/client/src/node.ts', takes('node:fs')),
  deps('client-rxjs-apart', 'libs/client/src/rx.ts', takes('rxjs')),
  deps('room-not-listed', 'libs/new-room/src/index.ts', takes('@callscope/call-events')),
  deps('no-neighbour-in-projections', 'libs/projections/src/aggregates/b.ts', takes('../calls/calls.evolve')),
  deps('no-neighbour-in-projections', 'libs/projections/src/kernel/c.ts', takes('../calls/calls.evolve')),
  deps('no-neighbour-in-intake', 'libs/intake/src/patter/b.ts', takes('../native/there'), {
    'libs/intake/src/native/there.ts': exports_,
  }),
  deps('kernel-by-its-index-in-projections', 'libs/projections/src/calls/deep.ts', takes('../kernel/runner')),
  deps('kernel-by-its-index-in-intake', 'libs/intake/src/native/deep.ts', takes('../kernel/inside'), {
    [kernelInside]: exports_,
  }),
  deps('projection-reads-events-only', 'libs/projections/src/calls/log.ts', takes('@callscope/event-log')),
  deps('pure-evolve-and-translate', 'libs/projections/src/calls/rxjs.evolve.ts', takes('rxjs')),
  deps('pure-evolve-and-translate', 'libs/projections/src/calls/node.evolve.ts', takes('node:crypto')),
  deps('pure-evolve-and-translate', 'libs/projections/src/calls/kernel.evolve.ts', takes('../kernel')),
  deps('pure-evolve-and-translate', 'libs/intake/src/native/nest.translate.ts', takes('@nestjs/common')),
  deps('library-by-its-index', 'apps/telemetry/src/deep.ts', takes('../../../libs/event-log/src/inside'), {
    'libs/event-log/src/inside.ts': exports_,
  }),
  deps('library-by-its-index', 'libs/live-feed/src/deep.ts', takes('../../event-log/src/inside')),
  deps('library-by-its-index-in-specs', 'apps/telemetry/src/deep.spec.ts', takes('../../../libs/event-log/src/inside')),
  deps('library-never-app', 'libs/event-log/src/app.ts', takes('../../../apps/telemetry/src/clock')),
  deps('app-never-app', 'apps/cli/src/main.ts', takes('../../telemetry/src/clock')),
  deps(
    'page-types-only',
    'dashboard-ui/src/value.ts',
    "import { liveFeed } from '@callscope/live-feed';\n\nexport { liveFeed };\n",
  ),
  deps(
    'page-types-only',
    'dashboard-ui/src/value.svelte',
    '<script lang="ts">\n  import { liveFeed } from \'@callscope/live-feed\';\n</script>\n\n{liveFeed}\n',
  ),
  deps('page-never-app', 'dashboard-ui/src/app.ts', takes('../../apps/telemetry/src/clock')),
  {
    says: [' no-cycle: libs/event-log/src/'],
    files: {
      'libs/event-log/src/hen.ts': "import type { Egg } from './egg';\n\nexport type Hen = Egg | null;\n",
      'libs/event-log/src/egg.ts': "import type { Hen } from './hen';\n\nexport type Egg = Hen | null;\n",
    },
  },
  deps('no-unresolvable', 'libs/event-log/src/lost.ts', takes('./nowhere')),
  deps('no-orphan', 'libs/event-log/src/lonely.ts', exports_),
  deps('no-spec-imported', 'libs/event-log/src/uses-spec.ts', takes('./a.spec'), {
    'libs/event-log/src/a.spec.ts': exports_,
  }),
  deps('no-test-helper-in-product', 'libs/call-events/src/helped.ts', takes('./testing/an-event')),
  deps(
    'no-dev-dependency-in-product',
    'libs/event-log/src/dev.ts',
    "import { assert } from 'fast-check';\n\nexport { assert };\n",
  ),
  deps(
    'no-undeclared-dependency',
    'apps/telemetry/src/undeclared.ts',
    "import escape from 'escape-html';\n\nexport { escape };\n",
  ),
];

const typeBreaches = [
  types(
    'TS2322', // noUncheckedIndexedAccess
    'libs/event-log/src/indexed.ts',
    'export const first = (all: string[]): string => all[0];\n',
  ),
  types(
    'TS2375', // exactOptionalPropertyTypes
    'libs/event-log/src/optional.ts',
    'export const f = (a: number | undefined): { a?: number } => ({ a });\n',
  ),
  types('TS6133', 'libs/event-log/src/unused.ts', 'const unused = 1;\nexport {};\n'), // noUnusedLocals
  types(
    'TS7030', // noImplicitReturns
    'libs/event-log/src/returns.ts',
    'export function f(a: boolean): number | undefined {\n  if (a) return 1;\n}\n',
  ),
];

/** Each group is planted, its command is run, and it is taken away again. */
export const groups = [
  { command: 'lint', args: ['--format', 'json'], breaches: lintBreaches },
  { command: 'check:deps', breaches: depsBreaches },
  { command: 'typecheck', breaches: typeBreaches },
  {
    command: 'format:check',
    breaches: [
      { says: ['libs/event-log/src/quotes.ts'], files: { 'libs/event-log/src/quotes.ts': 'export const a = "b"\n' } },
      { says: ['dashboard-ui/src/indent.svelte'], files: { 'dashboard-ui/src/indent.svelte': '<p>\na</p>\n' } },
    ],
  },
  {
    command: 'check:ui',
    args: ['--output', 'machine-verbose'],
    breaches: [
      types(
        '"code":2322',
        'src/wrong.svelte',
        '<script lang="ts">\n  const all: string[] = [];\n  const first: string = all[0];\n</script>\n\n{first}\n',
      ),
    ].map(inPage),
  },
  {
    command: 'check:ui',
    args: ['--output', 'machine-verbose'],
    breaches: [types('a11y_missing_attribute', 'src/warning.svelte', '<img src="a.png" />\n')].map(inPage),
  },
  {
    command: 'test:unit',
    breaches: [{ says: ['must contain at least one test'], files: { 'libs/event-log/src/empty.spec.ts': '\n' } }],
  },
];

/** svelte-check names files as seen from dashboard-ui. */
function inPage({ says, files }) {
  return {
    says,
    files: Object.fromEntries(Object.entries(files).map(([file, source]) => [`dashboard-ui/${file}`, source])),
  };
}
