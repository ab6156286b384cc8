import { Observable } from 'rxjs';
import type { StreamItem } from './stream/stream-item';
import { subscribe } from './stream/subscribe';
import type { SubscribeOptions } from './stream/subscribe-options';

/**
 * The same as `subscribe`, for who uses RxJS: every subscription has a connection of its own, and unsubscribing closes
 * it. Errors with ServiceRefusal; completes by the signal of the options.
 */
export function events$(options: SubscribeOptions): Observable<StreamItem> {
  return new Observable((subscriber) => {
    const items = subscribe(options)[Symbol.asyncIterator]();
    const pump = async (): Promise<void> => {
      for (let step = await items.next(); step.done !== true; step = await items.next()) subscriber.next(step.value);
      subscriber.complete();
    };
    pump().catch((error: unknown) => {
      subscriber.error(error);
    });
    return () => void items.return?.();
  });
}
