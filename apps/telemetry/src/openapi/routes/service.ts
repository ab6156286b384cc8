import { text } from '../schema/json-schema';
import { content, json, JSON_TYPE } from './common';
import type { Answer, Route } from './route';

const HTML = 'text/html';

function page(description: string): Answer {
  return { description, content: { [HTML]: content({ type: 'string' }) } };
}

const FORM_TYPE = 'application/x-www-form-urlencoded';
const toPage: Answer = {
  description: 'Go to the page.',
  headers: { Location: 'Of the page.', 'Set-Cookie': 'The session.' },
};

/** Only there when the service was started with tokens. */
const sessionRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/login',
    id: 'logIn',
    group: 'Service',
    summary: 'A session for a token',
    description: 'What the login form sends. Only there when the service was started with tokens.',
    scope: null,
    body: {
      [FORM_TYPE]: content({ type: 'object', required: ['token'], properties: { token: text } }, { token: 'secret' }),
    },
    answers: { 303: toPage },
    errors: [
      'unauthorized',
      'forbidden_scope',
      'body_too_large',
      'unsupported_media_type',
      'unsupported_charset',
      'too_many_requests',
    ],
  },
  {
    method: 'post',
    path: '/logout',
    id: 'logOut',
    group: 'Service',
    summary: 'The end of a session',
    description: 'Only there when the service was started with tokens.',
    scope: null,
    answers: { 303: toPage },
  },
];

export const serviceRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/ready',
    id: 'ready',
    group: 'Service',
    summary: 'May it be sent work, and how far is each read model',
    scope: null,
    answers: {
      200: json('Ready', 'It may.'),
      503: json('Ready', 'It is too far behind; ask again as `Retry-After` says.'),
    },
  },
  {
    method: 'get',
    path: '/health',
    id: 'health',
    group: 'Service',
    summary: 'Is it there',
    scope: null,
    answers: { 200: json('Health', 'It is.') },
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'metrics',
    group: 'Service',
    summary: 'Its own figures, for Prometheus',
    scope: 'read',
    answers: { 200: { description: 'Prometheus text.', content: { 'text/plain': content({ type: 'string' }) } } },
  },
  {
    method: 'get',
    path: '/',
    id: 'page',
    group: 'Service',
    summary: 'The page',
    scope: 'read',
    answers: { 200: page('The board, one file.') },
    errors: ['not_ready'],
  },
  {
    method: 'get',
    path: '/docs',
    id: 'docs',
    group: 'Service',
    summary: 'This document, for people',
    scope: 'read',
    answers: { 200: page('One page that loads nothing from elsewhere.') },
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'openapi',
    group: 'Service',
    summary: 'This document, for programs',
    description: 'OpenAPI 3.1. `If-None-Match` with its `ETag` is answered with 304.',
    scope: 'read',
    answers: {
      200: {
        description: 'The document.',
        content: { [JSON_TYPE]: content({ type: 'object', required: ['openapi'] }) },
      },
      304: { description: 'It has not changed.' },
    },
  },
  {
    method: 'get',
    path: '/asyncapi.json',
    id: 'asyncapi',
    group: 'Service',
    summary: 'The streams, for programs',
    description: 'AsyncAPI 3.0. `If-None-Match` with its `ETag` is answered with 304.',
    scope: 'read',
    answers: {
      200: {
        description: 'The document.',
        content: { [JSON_TYPE]: content({ type: 'object', required: ['asyncapi'] }) },
      },
      304: { description: 'It has not changed.' },
    },
  },
  ...sessionRoutes,
];
