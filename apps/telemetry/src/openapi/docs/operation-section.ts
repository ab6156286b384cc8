import { STATUS_CODES } from 'node:http';
import type { Parameter, StreamMessage } from '../routes/route';
import type { Schema } from '../schema/json-schema';
import { anchor } from './anchor';
import { type Html, html, prose } from './html';
import { typeLine } from './schema-view';

/** One operation of the document, and where it stands there. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Schema;
}

interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly 'x-messages'?: readonly StreamMessage[];
}
type Contents = Readonly<Record<string, Media>>;

interface Response {
  readonly description: string;
  readonly content?: Contents;
}

export function operationAnchor({ method, path }: Operation): string {
  return anchor(method, path);
}

/** The method and the path as they are written on a request line. */
export function requestLine({ method, path }: Operation): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path}</code>`;
}

/** All about one route. */
export function operationSection(one: Operation): Html {
  const { operation } = one;
  const { summary, description, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses as Readonly<Record<string, Response>>);
  const curl = operation['x-curl'];
  return html`<article id="${operationAnchor(one)}">
    <h3><a href="#${operationAnchor(one)}">${requestLine(one)}</a></h3>
    <p class="summary">${String(summary)}${scopeTag(operation)}</p>
    ${typeof description === 'string' && html`<p>${prose(description)}</p>`}
    ${typeof curl === 'string' && html`<pre><code>${curl}</code></pre>`}
    ${Array.isArray(parameters) && parametersPart(parameters as Parameter[])}
    ${
      requestBody !== undefined &&
      html`<h4>Body</h4>
        ${contentPart((requestBody as { content: Contents }).content)}`
    }
    <h4>Answers</h4>
    ${answers.filter(([status]) => Number(status) < 400).map(([status, answer]) => answerPart(status, answer))}
    ${errorsPart(answers.filter(([status]) => Number(status) >= 400))}
  </article>`;
}

function scopeTag({ security }: Schema): Html {
  const [, token] = security as readonly { token?: readonly string[] }[];
  const scope = token?.token?.[0];
  return scope === undefined
    ? html` <span class="tag">needs no token</span>`
    : html` <span class="tag" title="What a token must allow, where tokens are set">scope ${scope}</span>`;
}

function parametersPart(parameters: readonly Parameter[]): Html {
  return html`<h4>Parameters</h4>
    <dl class="fields">
      ${parameters.map(
        (one) =>
          html`<div>
            <dt><code>${one.name}</code>${one.in === 'query' ? false : html` <span class="opt">${one.in}</span>`}</dt>
            <dd>
              ${typeLine(one.schema)}
              <p>${prose(one.description)}</p>
            </dd>
          </div>`,
      )}
    </dl>`;
}

function contentPart(content: Contents): Html {
  return html`${Object.entries(content).map(([type, media]) => mediaPart(type, media))}`;
}

function mediaPart(type: string, { schema, example, 'x-messages': messages }: Media): Html {
  const { description } = schema;
  return html`<p class="media"><code>${type}</code> ${typeLine(schema)}</p>
    ${typeof description === 'string' && html`<p>${prose(description)}</p>`} ${messages && messagesPart(messages)}
    ${example !== undefined && html`<pre><code>${exampleText(example)}</code></pre>`}`;
}

function exampleText(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

function messagesPart(messages: readonly StreamMessage[]): Html {
  return html`<dl class="fields">
    ${messages.map(
      ({ event, description, data }) =>
        html`<div>
          <dt><code>${event}</code></dt>
          <dd>
            ${messageData(data)}
            <p>${prose(description)}</p>
          </dd>
        </div>`,
    )}
  </dl>`;
}

function messageData(data: Schema): Html {
  const { properties } = data;
  if (properties === undefined) return typeLine(data);
  return html`<code>{ ${Object.keys(properties as object).join(', ')} }</code>`;
}

function answerPart(status: string, { description, content }: Response): Html {
  return html`<div class="answer">
    <p><span class="status">${status}</span> ${prose(description)}</p>
    ${content && contentPart(content)}
  </div>`;
}

function errorsPart(errors: readonly (readonly [status: string, answer: Response])[]): Html {
  return html`<details>
    <summary>Errors</summary>
    <dl class="fields errors">
      ${errors.map(
        ([status, { description }]) =>
          html`<div>
            <dt><span class="status bad">${status}</span> ${STATUS_CODES[status] ?? ''}</dt>
            <dd>${prose(description)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
