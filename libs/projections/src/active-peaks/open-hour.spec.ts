import { hourKey, OpenHour, placeOfSecond } from './open-hour';

const hourOf = (...changes: [place: number, by: number][]): OpenHour => {
  const hour = new OpenHour(null);
  for (const [place, by] of changes) hour.add({ place, by });
  return hour;
};

describe('an hour', () => {
  it('tells its net, its peak, and the same of each minute', () => {
    const { minutes, ...row } = hourOf([5, 1], [7, 2], [59, -1], [60, 1], [3_599, -3]).toRow()!;
    expect(row).toEqual({ net: 0, peak: 3, changes: [5, 1, 2, 2, 52, -1, 1, 1, 3_539, -3] });
    expect(minutes).toHaveLength(120);
    // The second minute begins where one more is active than just before it; in the last one three go.
    expect([minutes.slice(0, 6), minutes.slice(-2)]).toEqual([
      [2, 3, 1, 1, 0, 0],
      [-3, 0],
    ]);
  });

  it('has no second of its own in which those are active that end with its first', () => {
    expect(hourOf([0, -2]).toRow()).toMatchObject({ net: -2, peak: -2 });
    expect(hourOf([1, -2]).toRow()).toMatchObject({ net: -2, peak: 0 });
  });

  it('counts who ends in a second before who begins in it', () => {
    expect(hourOf([3, 1], [9, -1], [9, 1], [12, -1]).toRow()).toMatchObject({ net: 0, peak: 1 });
  });

  it('is the same after it was stored', () => {
    const row = hourOf([0, 4], [1, -1], [1_800, 70], [3_599, -2]).toRow()!;
    expect(new OpenHour(row).toRow()).toEqual(row);
    const again = new OpenHour(row);
    again.add({ place: 1_800, by: -70 });
    expect(again.toRow()).toEqual(hourOf([0, 4], [1, -1], [3_599, -2]).toRow());
  });

  it('leaves no row when everything was taken out of it again', () => {
    expect(new OpenHour(null).toRow()).toBeNull();
    expect(hourOf([9, 1], [9, -1]).toRow()).toBeNull();
  });

  it('is small however much happens in it', () => {
    const busy = new OpenHour(null);
    for (let place = 0; place < 3_600; place += 1) busy.add({ place, by: (place % 41) - 20 });
    expect(JSON.stringify(busy.toRow()).length).toBeLessThan(25_000);
  });
});

describe('the place of a second', () => {
  it('is in the hour that it is in, also before 1970', () => {
    expect(placeOfSecond(3_600 * 5 + 17)).toEqual({ hour: 5, place: 17 });
    expect(placeOfSecond(-1)).toEqual({ hour: -1, place: 3_599 });
    expect([5, -1].map(hourKey)).toEqual(['18000000', '-3600000']);
  });

  it('is in the hour for times, too, that nobody can mean', () => {
    for (const second of [1e300, -1e300, 1e17 + 1_234]) {
      const { place } = placeOfSecond(second);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(3_600);
    }
  });
});
