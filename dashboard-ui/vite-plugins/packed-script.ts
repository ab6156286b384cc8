import { inflateRawSync } from 'node:zlib';
import { deflateAsync } from '@gfx/zopfli';
import type { Plugin } from 'vite';

const SCRIPT = /<script type="module"[^>]*>([\s\S]*?)<\/script>/;

/** Zopfli tries so often; more of it gains less than 20 bytes. */
const ITERATIONS = 15;

/** Runs in the browser, as text: it unpacks what the template before it holds and has it run. */
const UNPACK = `{
const packed = atob(document.currentScript.previousElementSibling.innerHTML);
const bytes = Uint8Array.from(packed, (byte) => byte.charCodeAt(0));
const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
new Response(plain).text().then((text) => {
const script = document.createElement('script');
script.type = 'module';
script.textContent = text;
document.body.append(script);
});
}`.replaceAll('\n', '');

/**
 * The service sends the page as it is: the built page carries its script deflated, which is half of the file. It stands at
 * the end of the body, so that all it draws into is there. The service's policy knows the script by what it unpacks to.
 */
export function packedScript(): Plugin {
  return {
    name: 'packed-script',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return this.error('there is no page to pack');
        const html = String(page.source);
        const text = SCRIPT.exec(html)?.[1];
        if (!text) return this.error('the page holds no script to pack');
        const deflated = Buffer.from(await deflateAsync(Buffer.from(text), { numiterations: ITERATIONS }));
        if (inflateRawSync(deflated).toString() !== text) return this.error('the packed script is another one');
        const packed = deflated.toString('base64');
        const scripts = `<template data-packed>${packed}</template><script>${UNPACK}</script>`;
        page.source = html.replace(SCRIPT, '').replace('</body>', () => `${scripts}</body>`);
      },
    },
  };
}
