import { Injectable } from '@nestjs/common';

/** This machine's own producers: there may be hundreds, all of one address, and what they send cannot be sent again. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/** How many intake requests of each remote address are not answered yet. Those of this machine are not counted. */
@Injectable()
export class InFlight {
  readonly #byAddress = new Map<string, number>();

  /** @returns the address that is to be given to `leave`; null when this request is not counted. */
  enter(address: string | undefined): string | null {
    if (address === undefined || LOOPBACK.test(address)) return null;
    this.#byAddress.set(address, this.of(address) + 1);
    return address;
  }

  leave(address: string): void {
    const left = this.of(address) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }

  of(address: string | undefined): number {
    return address === undefined ? 0 : (this.#byAddress.get(address) ?? 0);
  }
}
