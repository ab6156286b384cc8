import { CALL_STATUSES, DIRECTIONS, MODES } from '@callscope/call-events';
import { HEADLINE_STAGES } from '@callscope/call-state';
import { CALL_SORTS, DEFAULT_WINDOW, DIMENSIONS, WINDOW_NAMES } from '@callscope/projections';
import { oneOf, ref, text } from '../schema/json-schema';
import { CALL_ID, content, FROM, json, JSON_TYPE, limit, LINES_TYPE, query, READ_ERRORS, TO, yesOrNo } from './common';
import type { Parameter, Route } from './route';

const SORTS = Object.keys(CALL_SORTS).flatMap((sort) => [sort, `${sort}:asc`, `${sort}:desc`]);
const STAGE_SORTS = HEADLINE_STAGES.flatMap((stage) => [stage, `${stage}:desc`]);

/** Which calls; the same for lists and exports. */
const FILTERS: readonly Parameter[] = [
  query('q', 'Found in the id, the numbers, the agent or the transcript.', { ...text, maxLength: 256 }),
  query('status', 'Only calls of this status.', oneOf([...CALL_STATUSES, 'timed_out'])),
  query('live', 'Only calls that run, or only those that have ended.', yesOrNo),
  query('direction', 'Only calls of this direction.', oneOf(DIRECTIONS)),
  query('mode', 'Only calls of this mode.', oneOf(MODES)),
  query('agent', 'The id of the agent, or its name where it has no id.'),
  FROM,
  TO,
];

const SORT = query('sort', 'Falling when no order is given.', { ...oneOf(SORTS), default: 'started_at:desc' });

export const callRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v2/calls',
    id: 'listCalls',
    group: 'Read calls',
    summary: 'The list of calls',
    description: 'Page by page: `next_cursor` leads to the next one, which does not shift while calls arrive.',
    scope: 'read',
    parameters: [query('cursor', 'The `next_cursor` of the page before.'), limit(50, 1_000), ...FILTERS, SORT],
    answers: { 200: json('CallsPage', 'One page.') },
    errors: ['invalid_query', ...READ_ERRORS],
    curl: "curl 'http://127.0.0.1:8000/api/v2/calls?status=failed&sort=response_p95_ms:desc&limit=20'",
  },
  {
    method: 'get',
    path: '/api/v2/calls/{id}',
    id: 'getCall',
    group: 'Read calls',
    summary: 'All about one call',
    description: 'Folded from its own events. A hidden call is still found here.',
    scope: 'read',
    parameters: [CALL_ID, query('at', 'A cursor or a position: the call as it stood there.')],
    answers: { 200: json('CallDetail', 'The call.') },
    errors: ['invalid_query', 'not_found', 'storage_unavailable'],
  },
  {
    method: 'get',
    path: '/api/v2/stats',
    id: 'getStats',
    group: 'Read calls',
    summary: 'The figures of a window',
    description:
      'Percentiles are over turns and merged from histograms, never averages of percentiles. ' +
      '`from` and `to` are widened to whole minutes; `window` says what was taken.',
    scope: 'read',
    parameters: [
      query('window', 'The time up to now; not together with `from` and `to`.', {
        ...oneOf(WINDOW_NAMES),
        default: DEFAULT_WINDOW,
      }),
      FROM,
      TO,
      query('group_by', 'The same figures for each value.', oneOf(DIMENSIONS)),
      query('histogram', 'With the histogram of each latency.', yesOrNo),
      query('compare', 'With the figures of the window before.', oneOf(['previous'])),
    ],
    answers: { 200: json('Stats', 'The figures.') },
    errors: ['invalid_query', ...READ_ERRORS],
  },
  {
    method: 'get',
    path: '/api/v2/turns',
    id: 'listTurns',
    group: 'Read calls',
    summary: 'The slowest turns',
    scope: 'read',
    parameters: [
      query('sort', 'The stage; the slowest come first.', { ...oneOf(STAGE_SORTS), default: 'response_ms:desc' }),
      query(
        'stage',
        'Only turns of which it was measured; sorted by it when no `sort` is given.',
        oneOf(HEADLINE_STAGES),
      ),
      FROM,
      TO,
      query('agent', 'The id of the agent, or its name where it has no id.'),
      limit(50, 1_000),
    ],
    answers: { 200: json('SlowTurns', 'The turns.') },
    errors: ['invalid_query', ...READ_ERRORS],
  },
  {
    method: 'get',
    path: '/api/v2/export',
    id: 'exportCalls',
    group: 'Read calls',
    summary: 'All calls that fit, as a file',
    description: 'Streamed: of any length. Text that a spreadsheet would take for a formula is defused in CSV.',
    scope: 'read',
    parameters: [
      query('format', 'Of the file.', { ...oneOf(['csv', 'json', 'ndjson']), default: 'json' }),
      ...FILTERS,
      SORT,
    ],
    answers: {
      200: {
        description: 'The file.',
        content: {
          'text/csv': content({ type: 'string', description: 'RFC 4180, with a line of names first.' }),
          [JSON_TYPE]: content({ type: 'array', items: ref('CallRow') }),
          [LINES_TYPE]: content({ type: 'string', description: 'One CallRow a line.' }),
        },
      },
    },
    errors: ['invalid_query', ...READ_ERRORS],
  },
  {
    method: 'get',
    path: '/api/v2/calls/{id}/events',
    id: 'getCallEvents',
    group: 'Read the log',
    summary: 'The events of one call',
    description: 'In the order in which they were stored.',
    scope: 'read',
    parameters: [CALL_ID],
    answers: { 200: json('CallEvents', 'All of them.') },
    errors: ['not_found', 'storage_unavailable'],
  },
];
