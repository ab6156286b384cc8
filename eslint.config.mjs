import { builtinModules } from 'node:module';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const specs = ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts'];
const svelteFiles = ['dashboard-ui/**/*.svelte', 'dashboard-ui/**/*.svelte.ts'];
const plainScripts = ['**/*.mjs', '**/*.cjs', '**/*.js'];

// What is folded from the log must give the same answer at every replay, so these files see no clock, no chance and
// no machine.
const pureFiles = ['libs/{call-events,call-state,histogram,simulator}/**/*.ts', '**/*.evolve.ts', '**/*.translate.ts'];
const impure = 'is not allowed in pure code: pass the value in.';

const pure = {
  files: pureFiles,
  ignores: specs,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: builtinModules.map((name) => ({ name, message: `A Node module ${impure}` })),
        patterns: [{ group: ['node:*'], message: `A Node module ${impure}` }],
      },
    ],
    'no-restricted-globals': [
      'error',
      ...['process', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
        name,
        message: `${name} ${impure}`,
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: `The clock ${impure}` },
      { object: 'Math', property: 'random', message: `Chance ${impure}` },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `The clock ${impure}` },
      { selector: "CallExpression[callee.name='Date']", message: `The clock ${impure}` },
    ],
  },
};

export default defineConfig(
  { ignores: ['**/node_modules/', 'dist/', 'dist-ui/', 'coverage/', '.callscope/'] },
  {
    // A rule is relaxed here, where everybody sees it, and never by a comment in a file.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      // A switch over all types of events counts as one: the compiler keeps it whole.
      complexity: ['error', { max: 20, variant: 'modified' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A Nest module is a class that holds nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Options of Nest and payload DTOs are classes, yet are given as plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An async function without await still says something: it rejects where another would throw.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The page's own project is for a browser; what runs in Node beside it has another.
    files: ['dashboard-ui/*.ts', 'dashboard-ui/vite-plugins/*.ts', 'dashboard-ui/**/*.spec.ts'],
    languageOptions: { parserOptions: { projectService: false, project: 'dashboard-ui/tsconfig.tools.json' } },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: specs,
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    // They load what they find in a folder, and only a running program knows what that is.
    files: ['libs/*/src/kernel/find-*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  pure,
  { files: svelteFiles, extends: [svelte.configs.recommended, svelte.configs.prettier] },
  {
    files: svelteFiles,
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // It is what makes an eslint-disable comment in markup work; off, such a comment has no effect.
      'svelte/comment-directive': 'off',
      // Undefined names are the type checker's job (svelte-check).
      'no-undef': 'off',
    },
  },
  {
    files: specs,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // A spec left out by accident is a promise nobody checks.
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) => [
          { object, property: 'only', message: 'The other specs would not run.' },
          { object, property: 'skip', message: 'Repair it or delete it.' },
        ]),
      ],
    },
  },
  {
    files: plainScripts,
    languageOptions: { globals: globals.node },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
);
