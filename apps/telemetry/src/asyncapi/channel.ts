import type { Parameter } from '../openapi/routes/route';
import { told, type Schema } from '../openapi/schema/json-schema';
import type { Schemas } from '../openapi/schema/sent-events';
import { SECURITY_SCHEMES } from '../openapi/security-schemes';
import { STREAM_TYPE } from '../openapi/routes/common';
import { HTTP_BINDING_VERSION } from './http-binding';
import { type Messages, messagesOf } from './message';
import type { Stream } from './stream';

export interface Channel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly messages: Messages;
}

/** Where one stream is found, and all that it can send. */
export function channelOf({ route, messages }: Stream, schemas: Schemas): Channel {
  const { path, summary, description = '', id } = route;
  const opened =
    `Opened by \`GET ${path}\`, which is \`${id}\` in \`/openapi.json\`; the answers with which it is refused are told ` +
    'there. Comments, which begin with a colon, are to be passed over.';
  return {
    address: path,
    title: summary,
    description: `${description}\n\n${opened}`,
    messages: messagesOf(messages, schemas),
  };
}

/** That the service sends on a channel, and what a reader has to bring. */
export function operationOf(stream: Stream, channel: Channel): Schema {
  const { name, route } = stream;
  return {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    title: route.summary,
    ...(route.scope !== null && {
      description: `Where the service was started with tokens, the token must allow \`${route.scope}\`.`,
      security: Object.keys(SECURITY_SCHEMES).map((scheme) => ({ $ref: `#/components/securitySchemes/${scheme}` })),
    }),
    bindings: { http: openedBy(stream) },
    messages: Object.keys(channel.messages).map((key) => ({ $ref: `#/channels/${name}/messages/${key}` })),
  };
}

/** Of pages, not of the stream that the same route sends. */
const OF_PAGES = 'limit';

/** The request that opens a stream. The binding has no word for headers of a request: they stand under one of ours. */
function openedBy({ route, isAskedFor }: Stream): Schema {
  const { parameters = [] } = route;
  const query = parameters.filter((one) => one.in === 'query' && one.name !== OF_PAGES);
  const headers = parameters.filter((one) => one.in === 'header');
  const accept = { Accept: told({ const: STREAM_TYPE }, 'Without it, the route answers with a page.') };
  const given = { ...(isAskedFor && accept), ...schemasOf(headers) };
  return {
    method: 'GET',
    query: { type: 'object', properties: schemasOf(query) },
    ...(Object.keys(given).length > 0 && {
      'x-request-headers': { type: 'object', ...(isAskedFor && { required: ['Accept'] }), properties: given },
    }),
    bindingVersion: HTTP_BINDING_VERSION,
  };
}

function schemasOf(parameters: readonly Parameter[]): Schema {
  return Object.fromEntries(parameters.map(({ name, schema, description }) => [name, told(schema, description)]));
}
