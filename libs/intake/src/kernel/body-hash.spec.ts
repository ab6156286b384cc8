import { createHash } from 'node:crypto';
import { bodyHash } from './body-hash';

describe('bodyHash', () => {
  it('is the first half of the SHA-256 of the canonical JSON, in hex', () => {
    const sha = createHash('sha256').update('{"a":{"c":2,"d":1},"b":"é"}').digest('hex');
    expect(bodyHash({ b: 'é', a: { d: 1, c: 2 } })).toBe(sha.slice(0, 32));
  });

  it('is another for another body', () => {
    const hashes = [{ a: 1 }, { a: 2 }, { a: '1' }, { b: 1 }, { a: [1] }, {}].map(bodyHash);
    expect(new Set(hashes).size).toBe(6);
  });
});
