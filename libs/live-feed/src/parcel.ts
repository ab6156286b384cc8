const CRLF = Buffer.from('\r\n');

/**
 * Frames that are written together. All who are told them share these bytes: they are framed for HTTP/1.1 here, once,
 * and not by Node for each reader.
 */
export class Parcel {
  /** The frames alone. */
  readonly bytes: Buffer;
  /** The same as one chunk of the chunked transfer coding (RFC 9112 section 7.1). */
  readonly chunk: Buffer;

  private constructor(bytes: Buffer, chunk: Buffer) {
    this.bytes = bytes;
    this.chunk = chunk;
  }

  /** Of none it has no bytes and must not be written: as a chunk it would be the last. */
  static of(frames: readonly Buffer[]): Parcel {
    const length = frames.reduce((sum, frame) => sum + frame.length, 0);
    const head = Buffer.from(`${length.toString(16)}\r\n`);
    const chunk = Buffer.concat([head, ...frames, CRLF]);
    return new Parcel(chunk.subarray(head.length, head.length + length), chunk);
  }
}
