import type { WindowName } from '@callscope/projections';
import { Parcel } from './parcel';
import type { SseConnection } from './sse-connection';

/** A frame of the board, with the position that it tells up to. */
export interface BoardFrame {
  readonly position: number;
  readonly bytes: Buffer;
}

/** One who reads the board: what happens while its snapshot is being put together is kept for it. */
export class BoardReader {
  #waiting: BoardFrame[] | null = [];

  constructor(
    private readonly connection: SseConnection,
    readonly window: WindowName,
  ) {}

  /** `joined`: all these frames, put together once for all readers. */
  tell(frames: readonly BoardFrame[], joined: Parcel): void {
    if (this.#waiting) this.#waiting.push(...frames);
    else this.connection.write(joined);
  }

  /** What tells no position; it is of no use to one who has no snapshot yet. */
  tellNow(parcel: Parcel): void {
    if (!this.#waiting) this.connection.write(parcel);
  }

  /** The snapshot, as of a position, and after it what has happened since. */
  begin(snapshot: Buffer, position: number): void {
    const since = (this.#waiting ?? []).filter((frame) => frame.position > position);
    this.#waiting = null;
    this.connection.write(Parcel.of([snapshot, ...since.map(({ bytes }) => bytes)]));
  }

  /** It could not be given its snapshot: it comes again. */
  giveUp(): void {
    this.connection.end();
  }
}
