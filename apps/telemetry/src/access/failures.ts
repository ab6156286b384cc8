import { isIPv6 } from 'node:net';

const MAX_FAILURES = 10;
const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

interface Tally {
  failures: number;
  /** Epoch ms. */
  readonly endsAt: number;
}

/** Wrong tokens by the address that they came from, within a minute of the first. */
export class Failures {
  readonly #tallies = new Map<string, Tally>();

  constructor(private readonly now: () => number) {}

  note(address: string | undefined): void {
    const key = networkOf(address);
    const tally = this.#current(key);
    if (tally) {
      tally.failures += 1;
      return;
    }
    this.#tallies.delete(key);
    const [oldest] = this.#tallies.keys();
    if (this.#tallies.size >= MAX_ADDRESSES && oldest !== undefined) this.#tallies.delete(oldest);
    this.#tallies.set(key, { failures: 1, endsAt: this.now() + WINDOW_MS });
  }

  /** Seconds in which no token of this address is looked at, right or wrong; 0 when it has not failed too often. */
  secondsLocked(address: string | undefined): number {
    if (this.#tallies.size === 0) return 0;
    const tally = this.#current(networkOf(address));
    return tally && tally.failures >= MAX_FAILURES ? Math.ceil((tally.endsAt - this.now()) / 1_000) : 0;
  }

  #current(key: string): Tally | undefined {
    const tally = this.#tallies.get(key);
    return tally && tally.endsAt > this.now() ? tally : undefined;
  }
}

/** Of IPv6, a single guest has 2^64 addresses: they count as one. */
function networkOf(address = ''): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left.slice(0, 4).join(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
