import type { Schema } from '../openapi/schema/json-schema';

/** Of the words that AsyncAPI has for HTTP. */
export const HTTP_BINDING_VERSION = '0.3.0';

/** What all messages of all streams have in common: JSON, within an answer that does not end. */
export const SERVER_SENT_EVENT: Schema = {
  contentType: 'application/json',
  bindings: {
    http: {
      statusCode: 200,
      headers: {
        type: 'object',
        required: ['Content-Type', 'Cache-Control'],
        properties: {
          'Content-Type': { const: 'text/event-stream; charset=utf-8' },
          'Cache-Control': { const: 'no-cache, no-transform' },
        },
      },
      bindingVersion: HTTP_BINDING_VERSION,
    },
  },
};
