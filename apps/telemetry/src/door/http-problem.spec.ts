import { type RefusalCode, RefusedInputError } from '@callscope/intake';
import { DamagedLogError, OverloadedError, StorageUnavailableError } from '@callscope/event-log';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DoorError, problemOf } from './http-problem';

/** What streams and zlib throw: an error with a few members beside its message. */
const thrown = (members: object) => Object.assign(new Error('secret path /home/me'), members);

describe('an input that was refused', () => {
  it.each<[RefusalCode, number]>([
    ['empty_body', 400],
    ['invalid_json', 400],
    ['invalid_utf8', 400],
    ['not_an_object', 400],
    ['too_deep', 400],
    ['missing_call_id', 400],
    ['invalid_field', 422],
    ['forbidden_key', 422],
    ['unknown_type', 422],
    ['id_conflict', 422],
    ['event_too_large', 413],
    ['batch_too_large', 413],
  ])('for %s has the status %d', (code, status) => {
    expect(problemOf(new RefusedInputError(code, 'a sentence', 'a.b'))).toEqual({
      status,
      code,
      message: 'a sentence',
      field: 'a.b',
    });
  });

  it('has a field only where there is one', () => {
    expect(problemOf(new RefusedInputError('empty_body', 'a sentence'))).not.toHaveProperty('field');
  });
});

describe('an error of the service', () => {
  it.each<[string, unknown, number, string]>([
    ['a log that cannot store', new StorageUnavailableError('disk full'), 503, 'storage_unavailable'],
    ['a log with too much waiting', new OverloadedError({ events: 1, bytes: 1 }), 503, 'overloaded'],
    ['a log that is damaged', new DamagedLogError('position 7', 'copy'), 503, 'storage_unavailable'],
    ['views that are behind', thrown({ code: 'not_ready' }), 503, 'not_ready'],
    ['a service that stops', thrown({ code: 'stopping' }), 503, 'stopping'],
    ['a stream too many', thrown({ code: 'too_many_streams' }), 503, 'too_many_streams'],
    ['a sender that went away', thrown({ code: 'ECONNRESET' }), 400, 'bad_request'],
    ['gzip that is none', thrown({ code: 'Z_DATA_ERROR', status: 400 }), 400, 'bad_encoding'],
    ['gzip that ends too early', thrown({ code: 'Z_BUF_ERROR', status: 400 }), 400, 'bad_encoding'],
    ['brotli that is none', thrown({ code: 'ERR_BROTLI_DECODER_ERROR_X' }), 400, 'bad_encoding'],
    ['brotli that is none, in older words', thrown({ code: 'ERR__ERROR_FORMAT_PADDING_1' }), 400, 'bad_encoding'],
    ['a path that cannot be read', new URIError('malformed'), 400, 'bad_request'],
    ['any other request that cannot be read', new BadRequestException('secret'), 400, 'bad_request'],
    ['a path that leads nowhere', new NotFoundException('Cannot GET /secret'), 404, 'not_found'],
    ['what nobody foresaw', thrown({}), 500, 'internal_error'],
    ['a code that is no answer', thrown({ code: 'ENOENT' }), 500, 'internal_error'],
    ['a text', 'secret', 500, 'internal_error'],
  ])('%s has a status and a code', (_what, error, status, code) => {
    expect(problemOf(error)).toMatchObject({ status, code, message: expect.stringMatching(/^[a-z][^\n]+$/) });
  });

  it.each([thrown({}), thrown({ code: 'ECONNRESET' }), new NotFoundException('secret'), 'secret'])(
    'never shows what only the log may tell: %s',
    (error) => {
      expect(problemOf(error).message).not.toContain('secret');
    },
  );

  it.each([
    [new StorageUnavailableError('disk full'), 1],
    [thrown({ code: 'not_ready' }), 1],
    [thrown({}), undefined],
    [new NotFoundException(), undefined],
  ])('says when to come again where that makes sense: %s', (error, seconds) => {
    expect(problemOf(error).retryAfterS).toBe(seconds);
  });

  it.each([null, undefined])('has an answer even when it is %p', (error) => {
    expect(problemOf(error).status).toBe(500);
  });
});

describe('an answer that the door decides on', () => {
  it('is given as it is', () => {
    const problem = { status: 415, code: 'unsupported_charset', message: 'the charset must be utf-8' };
    expect(problemOf(new DoorError(problem))).toBe(problem);
    expect(new DoorError(problem).message).toBe(problem.message);
  });
});

it('says nothing of the place of a damaged log to who asks', () => {
  const problem = problemOf(new DamagedLogError('position 7 has a wrong checksum', 'quarantine-1'));
  expect(problem.message).not.toMatch(/quarantine|position/);
  expect(problem.retryAfterS).toBe(60);
});
