import { ref } from '../schema/json-schema';
import { BODY_ERRORS, CALL_ID, content, json, JSON_TYPE, query, READ_ERRORS, yesOrNo } from './common';
import type { Route } from './route';

const ids = { [JSON_TYPE]: content(ref('CallIds'), { call_ids: ['call-1', 'call-2'] }) };

export const hidingRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/api/v2/calls/hide',
    id: 'hideCalls',
    group: 'Hide and erase',
    summary: 'Hide calls',
    description:
      'A hidden call is in no list, total, search, percentile, export or ranking. Its detail and its events stay readable by its id. ' +
      'Later events do not show it again.',
    scope: 'admin',
    body: ids,
    answers: { 200: json('ChangedCalls', 'Those that were visible before.') },
    errors: [...BODY_ERRORS, ...READ_ERRORS],
  },
  {
    method: 'post',
    path: '/api/v2/calls/unhide',
    id: 'unhideCalls',
    group: 'Hide and erase',
    summary: 'Show hidden calls again',
    scope: 'admin',
    body: ids,
    answers: { 200: json('ChangedCalls', 'Those that were hidden before.') },
    errors: [...BODY_ERRORS, ...READ_ERRORS],
  },
  {
    method: 'delete',
    path: '/api/v2/calls/{id}',
    id: 'deleteCall',
    group: 'Hide and erase',
    summary: 'Hide one call, or erase it',
    description:
      'With `erase=true` every personal byte of the call leaves the disk. That cannot be undone; the call is hidden as well.',
    scope: 'admin',
    parameters: [CALL_ID, query('erase', 'Erase it, too.', yesOrNo)],
    answers: {
      200: {
        description: 'The call, if it was visible before; how much was erased, if it was to be erased.',
        content: { [JSON_TYPE]: content({ anyOf: [ref('ChangedCalls'), ref('ErasedCall')] }) },
      },
    },
    errors: ['invalid_query', 'not_found', ...READ_ERRORS],
  },
  {
    method: 'post',
    path: '/api/v2/erase',
    id: 'erase',
    group: 'Hide and erase',
    summary: 'Erase a call, or all calls of a number',
    description: 'Every personal byte of them leaves the disk. That cannot be undone; the calls are hidden as well.',
    scope: 'admin',
    body: { [JSON_TYPE]: content(ref('ToErase'), { number: '+12065550162' }) },
    answers: { 200: json('Erased', 'Nothing personal of these calls is left.') },
    errors: [...BODY_ERRORS, 'not_found', ...READ_ERRORS],
  },
  {
    method: 'delete',
    path: '/api/dashboard/calls/{id}',
    id: 'patterDeleteCall',
    group: 'Hide and erase',
    summary: 'Hide one call, as Patter’s dashboard does',
    description: 'Calls that run, or that nobody knows, are left out. Nothing leaves the log.',
    scope: 'admin',
    parameters: [CALL_ID],
    answers: { 200: json('DeletedCalls', 'The call, if it is hidden by this.') },
    errors: READ_ERRORS,
  },
  {
    method: 'post',
    path: '/api/dashboard/calls/delete',
    id: 'patterDeleteCalls',
    group: 'Hide and erase',
    summary: 'Hide calls, as Patter’s dashboard does',
    description: 'Calls that run, or that nobody knows, are left out. Nothing leaves the log.',
    scope: 'admin',
    body: ids,
    answers: { 200: json('DeletedCalls', 'Those that are hidden by this.') },
    errors: [...BODY_ERRORS, ...READ_ERRORS],
  },
];
