import { durationText } from '../duration-text';
import { summaryJson, summaryText, type Summary } from './summary';

const aSummary = (changes: Partial<Summary> = {}): Summary => ({
  file: 'calls.jsonl',
  page: 'http://127.0.0.1:8000/',
  speed: 20,
  wallMs: 123_400.6,
  recordingMs: 2_468_000,
  posts: 31,
  sent: 31,
  accepted: 31,
  retries: 2,
  calls: 16,
  ended: 15,
  refused: [],
  unreadable: [],
  stopped: null,
  ...changes,
});

describe('summaryText', () => {
  it('says what was played, how fast, and where to look', () => {
    expect(summaryText(aSummary())).toBe(
      [
        'Replayed calls.jsonl: 41 min 8 s of recording in 2 min 3 s (20x)',
        '  posts  31 sent, 31 accepted, 0 refused, 2 retries',
        '  calls  16 seen, 15 ended',
        '  page   http://127.0.0.1:8000/',
        '',
      ].join('\n'),
    );
  });

  it('names the lines that were refused, with status and code', () => {
    const refused = [
      { line: 3, status: 422, code: 'invalid_field', message: 'metrics is a number' },
      { line: 9, status: 413, code: null, message: null },
      { line: 12, status: 0, code: null, message: 'ECONNRESET' },
    ];
    const text = summaryText(aSummary({ refused }));
    expect(text).toContain('    line 3: 422 invalid_field (metrics is a number)\n');
    expect(text).toContain('    line 9: 413 without a code\n');
    expect(text).toContain('    line 12: no answer (ECONNRESET)\n');
  });

  it('names the first ten lines of many', () => {
    const unreadable = Array.from({ length: 13 }, (_, index) => ({ line: index + 1, reason: 'not JSON' }));
    const text = summaryText(aSummary({ unreadable }));
    expect(text).toContain('    line 10: not JSON\n    and 3 more\n');
    expect(text).not.toContain('line 11');
  });

  it('says how far it came when it was stopped', () => {
    const text = summaryText(aSummary({ sent: 4, stopped: 'interrupted', speed: Infinity, wallMs: 900 }));
    expect(text).toMatch(/^Stopped calls\.jsonl after 4 of 31 posts in 0\.9 s \(max speed\): interrupted\n/);
  });
});

describe('summaryJson', () => {
  it('is one line of JSON with all that the text says', () => {
    const json = summaryJson(aSummary({ speed: Infinity }));
    expect(json.indexOf('\n')).toBe(json.length - 1);
    const { wallMs, recordingMs, ...same } = aSummary();
    expect({ wallMs, recordingMs }).toBeDefined();
    expect(JSON.parse(json)).toEqual({ ...same, speed: 'max', wall_ms: 123_401, recording_ms: 2_468_000 });
  });
});

describe('durationText', () => {
  it.each([
    [0, '0.0 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h 0 min'],
    [5_460_000, '1 h 31 min'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
