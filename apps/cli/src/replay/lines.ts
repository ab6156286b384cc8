/**
 * Cuts a text that arrives in pieces into its lines. Only LF ends a line: node:readline also cuts at U+2028 and
 * U+2029, which JSON may hold as they are.
 */
export async function* lines(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let open = '';
  for await (const piece of pieces) {
    const [continued = '', ...started] = piece.split('\n');
    open += continued;
    for (const next of started) {
      yield open;
      open = next;
    }
  }
  if (open !== '') yield open;
}
