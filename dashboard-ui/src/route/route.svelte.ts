import { formatPlace, parsePlace, type Place, type View } from './place';

/** What is kept when the reader goes from view to view. */
const KEPT = ['window'];

/** The place in the address, and how to go to another. */
export class Route {
  #place = $state.raw<Place>(parsePlace(location.hash));

  get place(): Place {
    return this.#place;
  }

  /** One word of what the view is asked for; null when it is not said. */
  asked(key: string): string | null {
    return this.#place.query[key] ?? null;
  }

  start(): () => void {
    const follow = (): void => {
      this.#place = parsePlace(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  /** The address of another view, for a link: what is kept from here, and `query`. */
  href(view: View, callId: string | null = null, query: Readonly<Record<string, string>> = {}): string {
    const kept = Object.entries(this.#place.query).filter(([key]) => KEPT.includes(key));
    return formatPlace({ view, callId, query: { ...Object.fromEntries(kept), ...query } });
  }

  /** Another view: the browser's "back" leads here again. */
  go(view: View, callId: string | null = null, query: Readonly<Record<string, string>> = {}): void {
    location.hash = this.href(view, callId, query);
  }

  /** The same view, asked for something else (null: no more), in place of what it was asked for. */
  ask(changes: Readonly<Record<string, string | null>>): void {
    const all = Object.entries({ ...this.#place.query, ...changes });
    const query = Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
    const place = { ...this.#place, query };
    history.replaceState(history.state, '', formatPlace(place));
    this.#place = place;
  }
}
