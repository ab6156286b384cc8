import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import type { DeadLetter } from './dead-letters';
import type { ProjectionDefinition } from './projection';
import { ViewsStore } from './views-store';

interface IdsRow {
  readonly ids: readonly string[];
}

/** The ids of all events of a call, taken together or one by one; the event `stone` cannot be taken. */
class GatheringProjection implements ProjectionDefinition<IdsRow, StoredEvent> {
  readonly name = 'gathering';
  readonly version = 1;
  readonly source = 'log';
  readonly together: string[][] = [];

  keys(event: StoredEvent): readonly string[] {
    return [event.call_id];
  }

  evolve(row: IdsRow | null, event: StoredEvent): IdsRow | null {
    if (event.id === 'stone') throw new Error('stumbled over a stone');
    return event.type === 'call.ended' ? null : { ids: [...(row?.ids ?? []), event.id] };
  }

  evolveAll(row: IdsRow | null, events: readonly StoredEvent[]): IdsRow | null {
    this.together.push(events.map(({ id }) => id));
    return events.reduce<IdsRow | null>((known, event) => this.evolve(known, event), row);
  }
}

describe('a projection that takes the inputs of a page together', () => {
  let story: Story;
  let projection: GatheringProjection;
  let letters: DeadLetter[];
  let views: ViewsStore;

  beforeEach(() => {
    story = new Story();
    projection = new GatheringProjection();
    letters = [];
    views = new ViewsStore(':memory:', 'abcdefgh', [projection], (letter) => letters.push(letter));
  });
  afterEach(() => views.close());

  const turn = (callId: string, id: string): StoredEvent => story.turn(callId, {}, { id });
  const rows = (): unknown[] =>
    views.db
      .prepare<[], { key: string; position: number; row: string }>('SELECT * FROM view_gathering ORDER BY key')
      .all()
      .map(({ key, position, row }) => [key, position, (JSON.parse(row) as IdsRow).ids]);

  it('is given them row by row, once a page and in their order', () => {
    views.apply([turn('a', '1'), turn('b', '2'), turn('a', '3')]);
    views.apply([turn('a', '4')]);
    expect(projection.together).toEqual([['1', '3'], ['2'], ['4']]);
    expect(rows()).toEqual([
      ['a', 4, ['1', '3', '4']],
      ['b', 2, ['2']],
    ]);
  });

  it('loses the row when nothing is left of it', () => {
    views.apply([turn('a', '1')]);
    views.apply([turn('a', '2'), story.ended('a')]);
    expect(rows()).toEqual([]);
  });

  it('has set aside what it cannot take, and takes all the rest', () => {
    views.apply([turn('a', '1'), turn('a', 'stone'), turn('b', '3'), turn('a', '4')]);
    expect(rows()).toEqual([
      ['a', 4, ['1', '4']],
      ['b', 3, ['3']],
    ]);
    expect(letters).toEqual([{ projection: 'gathering', position: 2, reason: 'stumbled over a stone' }]);
  });

  it('keeps its row when it can take nothing', () => {
    views.apply([turn('a', '1')]);
    views.apply([turn('a', 'stone')]);
    expect(rows()).toMatchObject([['a', expect.any(Number), ['1']]]);
  });
});
