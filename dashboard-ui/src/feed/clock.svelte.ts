import { createSubscriber } from 'svelte/reactivity';
import { localTime } from '../format/time';

/** The one timer of the page. It runs only while something on screen reads it. */
class Clock {
  readonly #tick = createSubscriber((update) => {
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  });

  /** Changes once a day, not with each tick. */
  readonly today = $derived(localTime.day(this.now));

  get now(): number {
    this.#tick();
    return Date.now();
  }
}

export const clock = new Clock();
