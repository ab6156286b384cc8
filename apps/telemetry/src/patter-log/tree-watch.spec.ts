import { isOfInterest } from './tree-watch';

const NOW = Date.UTC(2026, 4, 13, 12);

it.each([
  [''],
  ['calls'],
  ['calls/2024'],
  ['calls/2026/04'],
  ['calls/2026/05/12'],
  ['calls/2026/05/13/CA1'],
  ['calls/2026/05/13/v3:x_y/transcript.jsonl'],
  ['calls/2026/05/14/CA1/metadata.json'],
  ['.deleted_call_ids.json'],
])('watches %s', (path) => {
  expect(isOfInterest(path.split('/').filter(Boolean), NOW)).toBe(true);
});

it.each([
  ['notes'],
  ['calls/old'],
  ['calls/2026/05/11'],
  ['calls/2026/05/11/CA1/metadata.json'],
  ['calls/2026/05/13/.DS_Store'],
  ['calls/2026/05/13/CA1/.tmp.1.abc.json'],
  ['calls/2026/05/13/CA1/events.jsonl'],
  ['calls/2026/05/13/CA1/transcript.jsonl/x'],
])('does not watch %s', (path) => {
  expect(isOfInterest(path.split('/'), NOW)).toBe(false);
});
