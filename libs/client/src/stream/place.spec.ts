import { Place } from './place';

const event = (id: string) => ({ event: 'call.ended', id, data: '{"type":"call.ended"}' });
const reset = (head: string | null) => ({
  event: 'reset',
  id: '',
  data: JSON.stringify({ reason: 'log_replaced', head }),
});

it('takes each position once', () => {
  const place = new Place('aaaaaaaa-5');
  expect(place.take(event('aaaaaaaa-5'))).toBeNull();
  expect(place.take(event('aaaaaaaa-6'))).toEqual({
    kind: 'event',
    cursor: 'aaaaaaaa-6',
    event: { type: 'call.ended' },
  });
  expect(place.take(event('aaaaaaaa-6'))).toBeNull();
  expect(place.take(event('aaaaaaaa-4'))).toBeNull();
  expect(place.cursor).toBe('aaaaaaaa-6');
});

it('goes by a bare position as well', () => {
  const place = new Place('5');
  expect(place.take(event('aaaaaaaa-5'))).toBeNull();
  expect(place.take(event('aaaaaaaa-9'))).toMatchObject({ cursor: 'aaaaaaaa-9' });
});

it('tells that history was replaced, and takes the positions of the new one', () => {
  const place = new Place('aaaaaaaa-900');
  expect(place.take(reset('bbbbbbbb-2'))).toEqual({
    kind: 'reset',
    reason: 'log_replaced',
    head: 'bbbbbbbb-2',
    cursor: 'bbbbbbbb-2',
  });
  expect(place.take(event('bbbbbbbb-2'))).toBeNull();
  expect(place.take(event('bbbbbbbb-3'))).toMatchObject({ cursor: 'bbbbbbbb-3' });
});

it('begins an empty log from its beginning', () => {
  const place = new Place('aaaaaaaa-900');
  expect(place.take(reset(null))).toMatchObject({ cursor: '0', head: null });
  expect(place.take(event('bbbbbbbb-1'))).toMatchObject({ cursor: 'bbbbbbbb-1' });
});

it('passes over what is no stored event', () => {
  expect(new Place('0').take({ event: 'note', id: '', data: 'hello' })).toBeNull();
});
