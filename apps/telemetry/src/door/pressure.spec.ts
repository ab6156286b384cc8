import { MAX_APPENDS_WAITING, MAX_IN_FLIGHT, type Pressure, pressureProblem } from './pressure';

const EASY: Pressure = { viewsBehind: false, loopLate: false, appendsWaiting: 0, inFlight: 0 };

describe('pressureProblem', () => {
  it('lets everything in up to the limits', () => {
    expect(pressureProblem(EASY)).toBeNull();
    const full = { ...EASY, appendsWaiting: MAX_APPENDS_WAITING, inFlight: MAX_IN_FLIGHT };
    expect(pressureProblem(full)).toBeNull();
  });

  it.each<[string, Partial<Pressure>]>([
    ['the views are behind', { viewsBehind: true }],
    ['the loop is late', { loopLate: true }],
    ['too much waits for the disk', { appendsWaiting: MAX_APPENDS_WAITING + 1 }],
  ])('asks to come again when %s', (_what, pressed) => {
    expect(pressureProblem({ ...EASY, ...pressed })).toMatchObject({
      status: 503,
      code: 'overloaded',
      retryAfterS: 1,
    });
  });

  it('tells one who sends too much at once so, even when all are pressed', () => {
    const greedy = { ...EASY, viewsBehind: true, inFlight: MAX_IN_FLIGHT + 1 };
    expect(pressureProblem(greedy)).toMatchObject({ status: 429, code: 'too_many_requests', retryAfterS: 1 });
  });
});
