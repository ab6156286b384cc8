const ID_BYTES = 16;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Chance for many ids at once: each draw is a way into the system and back. */
const drawn = new Uint8Array(256 * ID_BYTES);
let used = drawn.length;

/**
 * 128 bits of chance as 32 hex digits. Unlike `randomUUID` they are there on pages without TLS too. The first call takes
 * milliseconds: Node loads what it draws with only when that is asked for.
 */
export function newId(): string {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  let id = '';
  for (const end = used + ID_BYTES; used < end; used += 1) id += HEX[drawn[used] ?? 0] ?? '';
  return id;
}
