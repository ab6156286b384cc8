import { RefusedInputError } from '@callscope/intake';
import { problemOf } from '../../door/http-problem';
import { REJECTION_CODES } from '../../metrics/rejection-codes';
import { CODES, STATUS_OF_CODE } from './problem';

describe('the codes of errors', () => {
  it.each(CODES)('%s has the status that the door gives it', (code) => {
    const refused = problemOf(new RefusedInputError(code as never, 'x')).status as number | undefined;
    const unavailable = problemOf({ code });
    const known = refused ?? (unavailable.code === code ? unavailable.status : null);
    if (known !== null) expect(STATUS_OF_CODE[code]).toBe(known);
  });

  it('are only those that can come', () => {
    expect(CODES).not.toContain('duplicate_key');
    expect(REJECTION_CODES).not.toContain('duplicate_key');
  });

  it('are all in the list', () => {
    const errors = [{ status: 404 }, { status: 400 }, new Error('x'), { code: 'Z_DATA_ERROR' }];
    for (const { status, code } of errors.map(problemOf)) expect(STATUS_OF_CODE).toMatchObject({ [code]: status });
  });
});
