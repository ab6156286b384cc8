import { createHash } from 'node:crypto';
import type { OpenApiDocument } from '../document';
import type { Schema } from '../schema/json-schema';
import { anchor } from './anchor';
import { Html, html, prose } from './html';
import { type Operation, operationAnchor, operationSection, requestLine } from './operation-section';
import { fieldList, schemaAnchor, typeLine } from './schema-view';
import { STYLE } from './style';

/** Nothing is loaded, run, framed or sent: the one style sheet is known by its hash. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** To the letter: its hash stands in the policy. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

interface Section {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** The document as one page of HTML. */
export function docsPage(document: OpenApiDocument): string {
  const { info, components } = document;
  const sections = sectionsOf(document);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title} over HTTP</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header class="top">
          <a class="brand" href="/">${info.title}</a>
          <span class="version">${info.version}</span>
          <a class="to-contents" href="#contents">Contents</a>
          <a class="source" href="/openapi.json">openapi.json</a>
          <a class="source" href="/asyncapi.json">asyncapi.json</a>
        </header>
        <main>
          <h1>${info.title} over HTTP</h1>
          ${info.description.split('\n\n').map((part) => html`<p class="lead">${prose(part)}</p>`)}
          ${sections.map(sectionPart)}
          <section id="schemas">
            <h2>Schemas</h2>
            <p>What the bodies are made of. A field that is not optional is always there.</p>
            ${Object.entries(components.schemas).map(([name, schema]) => schemaPart(name, schema))}
          </section>
        </main>
        ${contents(sections)}
      </body>
    </html>`;
  return page.markup;
}

function sectionsOf({ tags, paths }: OpenApiDocument): readonly Section[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ operation }) => (operation['tags'] as readonly string[]).includes(name)),
  }));
}

function sectionPart({ name, description, operations }: Section): Html {
  return html`<section id="${anchor(name)}">
    <h2>${name}</h2>
    <p>${prose(description)}</p>
    ${operations.map(operationSection)}
  </section>`;
}

function contents(sections: readonly Section[]): Html {
  return html`<nav id="contents" aria-label="Contents">
    ${sections.map(
      ({ name, operations }) =>
        html`<h2><a href="#${anchor(name)}">${name}</a></h2>
          <ul>
            ${operations.map((one) => html`<li><a href="#${operationAnchor(one)}">${requestLine(one)}</a></li>`)}
          </ul>`,
    )}
    <h2><a href="#schemas">Schemas</a></h2>
  </nav>`;
}

/** Closed, since there are many: a link to what is inside opens it. */
function schemaPart(name: string, schema: Schema): Html {
  const { description, examples } = schema;
  return html`<details class="schema">
    <summary>${name}</summary>
    <div id="${schemaAnchor(name)}">
      ${typeof description === 'string' && html`<p>${prose(description)}</p>`}
      ${fieldList(schema) || html`<p>${typeLine(schema)}</p>`}
      ${Array.isArray(examples) && html`<pre><code>${JSON.stringify(examples[0], null, 2)}</code></pre>`}
    </div>
  </details>`;
}
