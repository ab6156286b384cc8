import type { Parcel } from '../parcel';

/** A reader that takes what it gets; its socket is drained when the spec says so. */
export class FakeConnection {
  closed = false;
  isEnded = false;
  text = '';
  writes = 0;
  drained = (): Promise<void> => Promise.resolve();
  readonly onClosed: (() => void)[] = [];

  write({ bytes }: Parcel): void {
    this.writes += 1;
    this.text += bytes.toString();
  }

  onClose(listener: () => void): void {
    if (this.closed) listener();
    else this.onClosed.push(listener);
  }

  end(): void {
    this.closed = true;
    this.isEnded = true;
    for (const listener of this.onClosed) listener();
  }

  /** Positions told, in order, and names of what has none. */
  get told(): (number | string)[] {
    return this.text
      .split('\n\n')
      .filter((frame) => frame !== '')
      .map((frame) => {
        const event = /^event: (.*)$/m.exec(frame)?.[1] ?? '';
        return event === 'reset' ? event : Number(/^id: 0123abcd-(\d+)$/m.exec(frame)?.[1]);
      });
  }
}
