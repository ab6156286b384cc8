import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { likeBesideLike } from './vite-plugins/like-beside-like';
import { noHydration } from './vite-plugins/no-hydration';
import { packedScript } from './vite-plugins/packed-script';
import { wordsAsLists } from './vite-plugins/words-as-lists';

const service = process.env['CALLSCOPE_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    noHydration(),
    svelte(),
    wordsAsLists(),
    likeBesideLike(),
    viteSingleFile({ removeViteModuleLoader: true }),
    packedScript(),
  ],
  build: {
    outDir: '../dist-ui',
    emptyOutDir: true,
    target: 'es2022',
    // One file has nothing to load beforehand.
    modulePreload: false,
    // The fonts travel inside the page: it must need no second request.
    assetsInlineLimit: 1_000_000,
    reportCompressedSize: true,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The door checks Host: the proxied request has to name the service, not the dev server.
    proxy: {
      '/api': { target: service, changeOrigin: true },
      '/health': { target: service, changeOrigin: true },
      '/ready': { target: service, changeOrigin: true },
    },
  },
});
