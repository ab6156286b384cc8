import { connect } from 'node:net';

/** What came back of bytes that were sent as they are; `statuses` of every answer there was. */
export interface RawAnswer {
  readonly statuses: readonly number[];
  readonly text: string;
}

const QUIET_MS = 60;
const LONGEST_MS = 3_000;

/** Sends bytes over a socket of their own, and reads until the server closes it or says nothing more for a moment. */
export function sendRaw(url: string, bytes: Uint8Array | string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let quiet: NodeJS.Timeout | undefined;
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
      quiet = setTimeout(finish, QUIET_MS);
    });
    const longest = setTimeout(finish, LONGEST_MS);
    function finish(): void {
      clearTimeout(quiet);
      clearTimeout(longest);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({ text, statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)) });
    }
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(finish, QUIET_MS);
    });
    socket.on('close', finish);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error);
      else finish();
    });
  });
}
