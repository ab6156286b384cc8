import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPONENTS = readdirSync(fileURLToPath(new URL('src', import.meta.url)), { recursive: true })
  .map((path) => basename(path))
  .filter((name) => name.endsWith('.svelte'))
  .sort();

if (new Set(COMPONENTS).size < COMPONENTS.length)
  throw new Error('Two components bear one name: their styles would mix.');

/**
 * The class of a component's own styles stands on almost every element, and the page counts its bytes: it is the place of
 * the component among all, in capitals, which no class of ours has. A to Z, then BA, BB and so on.
 */
const cssHash = ({ filename, hash, css }) => {
  const place = COMPONENTS.indexOf(basename(filename));
  return place < 0 ? `s-${hash(css)}` : inCapitals(place);
};

function inCapitals(number) {
  const rest = Math.floor(number / 26);
  return (rest === 0 ? '' : inCapitals(rest)) + String.fromCharCode(65 + (number % 26));
}

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true, cssHash, discloseVersion: false },
};
