import { isIntake } from './intake-path';

it.each([
  ['POST', '/api/v2/events', true],
  ['POST', '/api/dashboard/ingest', true],
  ['POST', '/api/v2/events?x=1', true],
  ['POST', '/API/v2/Events/', true],
  ['GET', '/api/v2/events', false],
  ['POST', '/api/v2/calls/hide', false],
  ['POST', undefined, false],
])('%s %s brings events: %p', (method, url, is) => {
  expect(isIntake(method, url)).toBe(is);
});
