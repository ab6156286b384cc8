import { Injectable } from '@nestjs/common';
import { isLoopbackAddress } from '../access/loopback';

/**
 * How many intake requests of each sender (`senderAddress`) are not answered yet. This machine's own are not counted:
 * there may be hundreds, all of one address, and what they send cannot be sent again.
 */
@Injectable()
export class InFlight {
  readonly #byAddress = new Map<string, number>();

  /** @returns the address that is to be given to `leave`; null when this request is not counted. */
  enter(address: string | undefined): string | null {
    if (address === undefined || isLoopbackAddress(address)) return null;
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
