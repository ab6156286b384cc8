import { mediaTypeOf, mediaTypeRefusal } from './media-type';

const ALLOWED = ['application/json', 'application/x-ndjson'];
const refusal = (contentType: string | undefined) => mediaTypeRefusal(contentType, ALLOWED)?.problem ?? null;

describe('a media type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; charset=utf8',
    'application/x-ndjson',
    'application/x-ndjson; boundary=x',
  ])('%s is let in', (contentType) => {
    expect(refusal(contentType)).toBeNull();
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'text/plain; application/json',
    'application/jsonp',
    'application/json-patch+json',
    'application/ndjson',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=application/json',
  ])('%s is refused', (contentType) => {
    expect(refusal(contentType)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it.each(['application/json; charset=utf-16', 'application/x-ndjson; charset=latin1'])(
    'with another charset is refused: %s',
    (contentType) => {
      expect(refusal(contentType)).toMatchObject({ status: 415, code: 'unsupported_charset' });
    },
  );

  it('is refused with what would be taken', () => {
    expect(refusal('text/plain')?.message).toBe('content-type must be application/json or application/x-ndjson');
  });

  it('stands before its parameters', () => {
    expect(mediaTypeOf('Application/X-NDJSON ; charset=utf-8')).toBe('application/x-ndjson');
    expect(mediaTypeOf(undefined)).toBe('');
  });
});
