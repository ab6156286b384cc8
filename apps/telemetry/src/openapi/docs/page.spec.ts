import { createHash } from 'node:crypto';
import { buildDocument } from '../document';
import { html, prose } from './html';
import { docsPage, PAGE_POLICY } from './page';
import '@callscope/intake';

const document = buildDocument('1.2.3');
const page = docsPage(document);

describe('the page of the document', () => {
  it('tells each operation and each schema, under a name that a link leads to', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(page).toContain(`<code class="path">${path}</code>`);
      expect(Object.keys(methods).length).toBeGreaterThan(0);
    }
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`<summary>${name}</summary>`);
  });

  it('loads nothing, runs nothing, and has one style sheet, which its policy knows', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<form| src=| on[a-z]+=|javascript:|@import|url\(/i);
    expect([...page.matchAll(/href="([^"#]+)"/g)].map(([, target]) => target)).toEqual([
      '/',
      '/openapi.json',
      '/asyncapi.json',
    ]);
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style]) => style ?? '');
    expect(styles).toHaveLength(1);
    expect(page).not.toMatch(/ style="/);
    const hash = createHash('sha256').update(styles[0]!).digest('base64');
    expect(PAGE_POLICY).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('shows text as text, wherever it comes from', () => {
    const bad = `</style><script>alert("1")</script>&'`;
    const info = { ...document.info, title: bad, version: bad, description: `one \`${bad}\`` };
    const evil = docsPage({
      ...document,
      info,
      paths: { [`/${bad}`]: { get: { ...document.paths['/ready']!['get'], summary: bad } } },
    });
    expect(evil).not.toContain('<script');
    expect(evil).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  });
});

describe('html', () => {
  it('escapes values, joins lists, and leaves out what is absent', () => {
    expect(html`<p title="${'"'}">${['<a>', html`<b>${1}</b>`]}${null}${undefined}${false}</p>`.markup).toBe(
      '<p title="&quot;">&lt;a&gt;<b>1</b></p>',
    );
  });

  it('makes code of what stands between backticks', () => {
    expect(prose('send `<id>` back').markup).toBe('send <code>&lt;id&gt;</code> back');
  });
});
