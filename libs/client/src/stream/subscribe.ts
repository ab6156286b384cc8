import { type Machine, realMachine } from '../machine';
import { eventsUrl } from '../service-address';
import { follow } from './follow';
import type { StreamItem } from './stream-item';
import type { SubscribeOptions } from './subscribe-options';

/**
 * The events of a service, as they are stored: each once, in order, over broken connections and restarts. Every loop
 * over it has a connection of its own. It ends by the signal, or by leaving the loop, which closes the connection.
 * @throws TypeError when `url` is no address; the loop throws ServiceRefusal when the service answers 400, 401 or 403.
 * Everything else is tried again, for as long as it takes.
 */
export function subscribe(options: SubscribeOptions): AsyncIterable<StreamItem> {
  return subscribeOn(options, realMachine);
}

export function subscribeOn(options: SubscribeOptions, machine: Machine): AsyncIterable<StreamItem> {
  eventsUrl(options.url);
  return { [Symbol.asyncIterator]: () => iteratorOf(options, machine) };
}

function iteratorOf(options: SubscribeOptions, machine: Machine): AsyncIterator<StreamItem, void> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([stop.signal, options.signal]) : stop.signal;
  const items = follow(options, signal, machine);
  return {
    next: () => items.next(),
    // A generator that waits for its next item hears of `return` only after it: so the wait is ended first.
    return: () => {
      stop.abort();
      return items.return();
    },
  };
}
