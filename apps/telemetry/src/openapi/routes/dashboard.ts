import { oneOf, ref, type Schema } from '../schema/json-schema';
import { CALL_ID, content, json, JSON_TYPE, query, READ_ERRORS } from './common';
import type { Answer, Parameter, Route } from './route';

const GROUP = 'Compatible with Patter’s dashboard';

/** What is no number, or out of range, falls to the default: so Patter's clients expect. */
function lenient(name: string, initial: number, least: number, most?: number): Parameter {
  const bounds = { minimum: least, ...(most !== undefined && { maximum: most }) };
  return query(name, 'A bad value falls to the default.', { type: 'integer', ...bounds, default: initial });
}

const PAGE = [lenient('limit', 50, 1, 1_000), lenient('offset', 0, 0)];
const moment: Schema = { type: ['number', 'string'] };
const PERIOD = [
  query('from', 'Epoch seconds, or ISO 8601.', moment),
  query('to', 'Epoch seconds, or ISO 8601.', moment),
];
const notFound: Answer = json('CallNotFound', 'Nobody knows this call.');

const dashboard: readonly Route[] = [
  {
    method: 'get',
    path: '/api/dashboard/calls',
    id: 'patterCalls',
    group: GROUP,
    summary: 'Ended calls, newest end first',
    scope: 'read',
    parameters: PAGE,
    answers: { 200: list('The calls.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/dashboard/calls/{id}',
    id: 'patterCall',
    group: GROUP,
    summary: 'One call, live or ended',
    scope: 'read',
    parameters: [CALL_ID],
    answers: { 200: json('CallRecord', 'The call.'), 404: notFound },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/dashboard/active',
    id: 'patterActiveCalls',
    group: GROUP,
    summary: 'Calls that run',
    description: 'With `turns` and `transcript` as they grow.',
    scope: 'read',
    answers: { 200: list('The calls.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/dashboard/aggregates',
    id: 'patterAggregates',
    group: GROUP,
    summary: 'Totals',
    scope: 'read',
    answers: { 200: json('Aggregates', 'The totals.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/dashboard/export/calls',
    id: 'patterExport',
    group: GROUP,
    summary: 'Ended calls as a file',
    scope: 'read',
    parameters: [query('format', 'Of the file.', { ...oneOf(['json', 'csv']), default: 'json' }), ...PERIOD],
    answers: {
      200: {
        description: 'The file, as an attachment.',
        content: {
          [JSON_TYPE]: content({ type: 'array', items: ref('CallRecord') }),
          'text/csv': content({ type: 'string', description: 'RFC 4180, with a line of names first.' }),
        },
      },
    },
    errors: ['invalid_query', ...READ_ERRORS],
  },
];

const v1: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/calls',
    id: 'v1Calls',
    group: GROUP,
    summary: 'Ended calls, with the number of all',
    scope: 'read',
    parameters: PAGE,
    answers: { 200: json('V1Calls', 'One page.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/v1/calls/active',
    id: 'v1ActiveCalls',
    group: GROUP,
    summary: 'Calls that run, with their number',
    scope: 'read',
    answers: { 200: json('V1ActiveCalls', 'The calls.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/v1/calls/{id}',
    id: 'v1Call',
    group: GROUP,
    summary: 'One call',
    scope: 'read',
    parameters: [CALL_ID],
    answers: { 200: json('V1Call', 'The call.'), 404: notFound },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/v1/analytics/overview',
    id: 'v1Overview',
    group: GROUP,
    summary: 'Totals',
    scope: 'read',
    answers: { 200: json('V1Overview', 'The totals.') },
    errors: READ_ERRORS,
  },
  {
    method: 'get',
    path: '/api/v1/analytics/costs',
    id: 'v1Costs',
    group: GROUP,
    summary: 'What ended calls cost',
    scope: 'read',
    parameters: PERIOD,
    answers: { 200: json('V1Costs', 'USD.') },
    errors: ['invalid_query', ...READ_ERRORS],
  },
];

export const dashboardRoutes = [...dashboard, ...v1];

function list(description: string): Answer {
  return { description, content: { [JSON_TYPE]: content({ type: 'array', items: ref('CallRecord') }) } };
}
