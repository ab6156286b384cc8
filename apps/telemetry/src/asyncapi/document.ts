import { GROUPS } from '../openapi/routes/route';
import type { Schema } from '../openapi/schema/json-schema';
import type { Schemas } from '../openapi/schema/sent-events';
import { allSchemas } from '../openapi/schemas';
import { SECURITY_SCHEMES } from '../openapi/security-schemes';
import { SETTINGS } from '../settings/settings';
import { type Channel, channelOf, operationOf } from './channel';
import { SERVER_SENT_EVENT } from './http-binding';
import { reachedSchemas } from './reached-schemas';
import { STREAMS } from './stream';

/** An AsyncAPI 3.0 document, as far as it is read here. */
export interface AsyncApiDocument {
  readonly asyncapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly defaultContentType: string;
  readonly servers: Readonly<Record<string, Schema>>;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, Schema>>;
  readonly components: {
    readonly schemas: Schemas;
    readonly messageTraits: Schemas;
    readonly securitySchemes: Schemas;
  };
}

const ABOUT = [
  GROUPS.Streams,
  'The `headers` of a message are the fields of the server-sent event beside its data, and the payload is its data. Pass ' +
    'over names and fields that you do not know: more may come.',
  'Everything else that this service takes and answers is told by `/openapi.json`.',
].join('\n\n');

/** The document that describes the streams, in the words and by the schemas with which the routes are described. */
export function buildAsyncApi(version: string): AsyncApiDocument {
  const schemas = allSchemas();
  const channels = STREAMS.map((stream) => ({ stream, channel: channelOf(stream, schemas) }));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Callscope streams', version, description: ABOUT },
    defaultContentType: 'application/json',
    servers: { callscope: server },
    channels: Object.fromEntries(channels.map(({ stream, channel }) => [stream.name, channel])),
    operations: Object.fromEntries(
      channels.map(({ stream, channel }) => [operationName(stream.name), operationOf(stream, channel)]),
    ),
    components: {
      schemas: reachedSchemas(
        channels.map(({ channel }) => channel),
        schemas,
      ),
      messageTraits: { serverSentEvent: SERVER_SENT_EVENT },
      securitySchemes: { token: SECURITY_SCHEMES.token, session: sessionScheme() },
    },
  };
}

const server: Schema = {
  host: '{address}',
  protocol: 'http',
  description: 'Where this document was found.',
  variables: {
    address: {
      default: `${SETTINGS.host.initial}:${SETTINGS.port.initial}`,
      description: 'Host and port that the service is reached by.',
    },
  },
};

function operationName(stream: string): string {
  return `send${stream.charAt(0).toUpperCase()}${stream.slice(1)}`;
}

/** The two kinds of document name the same scheme differently. */
function sessionScheme(): Schema {
  return { ...SECURITY_SCHEMES.session, type: 'httpApiKey' };
}
