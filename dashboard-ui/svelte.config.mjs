/** Of the default names of scoped classes, which stand on every element, a third: the page counts its bytes. */
const cssHash = ({ hash, css }) => `s${hash(css).slice(0, 5)}`;

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true, cssHash },
};
