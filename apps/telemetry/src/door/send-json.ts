import type { ServerResponse } from 'node:http';

/** The media type of an answer in JSON. */
export const JSON_ANSWER = 'application/json; charset=utf-8';

/** Answers with JSON, as Express would, with nothing but Node. */
export function sendJson(response: ServerResponse, status: number, body: object, type = JSON_ANSWER): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
