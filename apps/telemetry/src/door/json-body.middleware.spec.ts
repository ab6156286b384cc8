import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { HttpProblem } from './http-problem';
import { jsonBody, jsonOrLinesBody, LINES_TYPE } from './json-body.middleware';

const LATER: HttpProblem = { status: 503, code: 'overloaded', message: 'later', retryAfterS: 1 };
const GATE = { refusal: () => LATER };

/** A request of which nothing has come yet but its headers. */
function posted(bytes: number, type = 'application/json'): Request {
  const headers = { 'content-type': type, 'content-length': String(bytes) };
  return Object.assign(new Readable({ read: () => undefined }), { headers, socket: {} }) as unknown as Request;
}

it.each([
  ['JSON', jsonBody(GATE)],
  ['JSON or lines', jsonOrLinesBody(GATE)],
])('asks before it reads a long body: %s', (_what, middleware) => {
  const next = jest.fn();
  middleware(posted(65_537), {} as Response, next);
  expect(next.mock.calls).toEqual([[expect.objectContaining({ problem: LATER })]]);
});

it('reads a short one, one that brings no events, and leaves lines to who reads them', () => {
  const next = jest.fn();
  const short = posted(65_536);
  jsonBody(GATE)(short, {} as Response, next);
  const noEvents = posted(65_537);
  jsonBody()(noEvents, {} as Response, next);
  expect([short.listenerCount('data'), noEvents.listenerCount('data'), next.mock.calls]).toEqual([1, 1, []]);
  jsonOrLinesBody(GATE)(posted(65_537, LINES_TYPE), {} as Response, next);
  expect(next.mock.calls).toEqual([[]]);
});
