import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** Found in the order of the text, as a browser finds them: what stands within a script is none of its own. */
const INLINE = /<(script|style)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi;

/** A script that the page carries deflated: what the browser is to run, and to hash, is what it unpacks to. */
const PACKED = /<template data-packed>([^<]*)<\/template>/g;

/**
 * The Content-Security-Policy of a page that is one file: the scripts and styles that it holds run, known by their
 * hashes, and no other. It asks only the service that it came from.
 */
export function contentPolicyOf(html: string): string {
  // Browsers hash what they have parsed, and parsing makes every line end alike.
  const found = [...html.replaceAll(/\r\n?/g, '\n').matchAll(INLINE)];
  const sources = (tag: string): string => {
    const texts = found.flatMap(([, name, text = '']) => (name?.toLowerCase() === tag ? [text] : []));
    if (tag === 'script') texts.push(...unpacked(html));
    return texts.length === 0 ? `'none'` : [...new Set(texts.map(hashSource))].join(' ');
  };
  return [
    `default-src 'none'`,
    `script-src ${sources('script')}`,
    `style-src ${sources('style')}`,
    `connect-src 'self'`,
    `img-src 'self' data:`,
    `font-src data:`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

function unpacked(html: string): string[] {
  return [...html.matchAll(PACKED)].map(([, text = '']) =>
    inflateRawSync(Buffer.from(text, 'base64')).toString('utf8'),
  );
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
