import type { Plugin } from 'vite';

/** Svelte guards all that takes over a page made by a server with the variables and functions of this one module. */
const HYDRATION = /\/svelte\/src\/internal\/client\/dom\/hydration\.js$/;

const FUNCTIONS = [
  'set_hydrating',
  'set_hydrate_node',
  'hydrate_next',
  'hydrate_template',
  'read_hydration_instruction',
  'reset',
  'next',
  'skip_nodes',
];

const NEVER = [
  'export const hydrating = false;',
  'export const hydrate_node = null;',
  ...FUNCTIONS.map((name) => `/* @__NO_SIDE_EFFECTS__ */ export function ${name}() {}`),
].join('\n');

/**
 * The page is drawn in the browser alone. With hydration known to be off, the build drops its code from Svelte's runtime
 * and its calls from every template: 8 kB. A function that a later Svelte adds to the module fails the build by name.
 */
export function noHydration(): Plugin {
  let found = false;
  return {
    name: 'no-hydration',
    apply: 'build',
    transform(_code, id) {
      if (!HYDRATION.test(id)) return null;
      found = true;
      return { code: NEVER, map: null };
    },
    buildEnd(error) {
      if (error === undefined && !found)
        this.error('Svelte has no dom/hydration.js any more: see vite-plugins/no-hydration.ts');
    },
  };
}
