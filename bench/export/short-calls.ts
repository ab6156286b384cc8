import type { CallEvent } from '@callscope/call-events';
import { CallSource } from '../views/call-source';

/** The same calls with one turn and one cost each: as many calls as possible in a log of some size. */
export class ShortCalls extends CallSource {
  /** How many of them have ended. */
  get ended(): number {
    const { calls } = this.options;
    return Array.from({ length: calls }, (_, call) => call).filter((call) => {
      return call < calls - 1_000 || super.events(call).some(({ type }) => type === 'call.ended');
    }).length;
  }

  override events(call: number): CallEvent[] {
    return super.events(call).filter((event) => {
      if (event.type === 'turn.completed') return event.data.turn === 0;
      return event.type !== 'cost.recorded' || event.data.component === 'llm';
    });
  }
}
