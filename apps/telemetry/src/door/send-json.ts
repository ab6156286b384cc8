import type { ServerResponse } from 'node:http';

const JSON_UTF8 = 'application/json; charset=utf-8';

/** Answers with JSON, as Express would, with nothing but Node. */
export function sendJson(response: ServerResponse, status: number, body: object, type = JSON_UTF8): void {
  sendJsonBytes(response, status, Buffer.from(JSON.stringify(body)), type);
}

/** The same with JSON that is written out already. */
export function sendJsonBytes(response: ServerResponse, status: number, bytes: Buffer, type = JSON_UTF8): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
