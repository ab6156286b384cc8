/** What the page shows; the whole of it stands behind the `#` of the address, so that it can be sent to somebody. */
export type View = 'calls' | 'call' | 'latency';

export interface Place {
  readonly view: View;
  /** Of the view `call`; null elsewhere. */
  readonly callId: string | null;
  /** What a view is asked for: range, filters, sort, position. A view leaves alone what it does not know. */
  readonly query: Readonly<Record<string, string>>;
}

/** `#/`, `#/calls/ID`, `#/latency`, each with `?key=value`. Anything else is the list of calls. */
export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  const [first, ...rest] = path.split('/');
  if (first === 'latency') return { view: 'latency', callId: null, query };
  const callId = first === 'calls' ? decoded(rest.join('/')) : '';
  return callId === '' ? { view: 'calls', callId: null, query } : { view: 'call', callId, query };
}

/** The part of an address from `#` on. Keys in one order: equal places are equal texts. */
export function formatPlace({ view, callId, query }: Place): string {
  const path = view === 'call' ? `calls/${encodeURIComponent(callId ?? '')}` : view === 'latency' ? 'latency' : '';
  const asked = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const search = new URLSearchParams(asked).toString();
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
