import { BEHIND_EVENTS, type LinkFacts, linkKind } from './link-kind';

const well: LinkFacts = { link: 'live', stale: false, paused: false, behindEvents: 0 };

it.each<[said: string, facts: Partial<LinkFacts>]>([
  ['live', {}],
  ['live', { behindEvents: BEHIND_EVENTS - 1 }],
  ['behind', { behindEvents: BEHIND_EVENTS }],
  ['paused', { paused: true, behindEvents: BEHIND_EVENTS }],
  ['stale', { stale: true, paused: true }],
  ['lost', { link: 'lost', stale: true, paused: true, behindEvents: BEHIND_EVENTS }],
  ['reconnecting', { link: 'reconnecting', paused: true }],
])('says %s of %o', (said, facts) => {
  expect(linkKind({ ...well, ...facts })).toBe(said);
});
