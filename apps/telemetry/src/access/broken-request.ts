import type { OutgoingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { SAFETY_HEADERS } from './safety-headers';

/** By the codes of Node; anything else cannot be read. */
const LINES: ReadonlyMap<string | undefined, readonly [line: string, sentence: string]> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'the request did not come to its end in time']],
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'the headers are larger than 16 KiB']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', ['413 Payload Too Large', 'the extensions of a chunk are too large']],
]);
const UNREADABLE = ['400 Bad Request', 'the request cannot be read'] as const;

/** Answers what never became a request, as far as an answer can still be given, and closes the connection. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  const [line, sentence] = LINES.get(error.code) ?? UNREADABLE;
  answerAndClose(socket, line, { error: sentence, code: 'bad_request' });
}

/** Answers who asks for a tunnel: there is none. Node leaves such a connection to us alone. */
export function answerConnect(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  const problem = { error: 'CONNECT cannot be used here', code: 'method_not_allowed' };
  answerAndClose(socket, '405 Method Not Allowed', problem, { Allow: 'GET, HEAD, POST, DELETE, OPTIONS' });
}

interface Problem {
  readonly error: string;
  readonly code: string;
}

function answerAndClose(socket: Socket, line: string, problem: Problem, more: Record<string, string> = {}): void {
  if (!socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ ok: false, ...problem });
  const headers = {
    ...SAFETY_HEADERS,
    ...more,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${line}\r\n${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Is an answer to a former request on its way? Nothing may be written into the middle of it. */
function isAnswering(socket: Socket): boolean {
  return (socket as { _httpMessage?: OutgoingMessage | null })._httpMessage?.headersSent === true;
}
