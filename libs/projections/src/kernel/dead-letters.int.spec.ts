import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { diaryOfTypes, Stumbler, Tallies, typesOfCalls } from '../testing/toy-projections';
import { refuse, ViewsFile } from '../testing/views-file';
import type { RowProjection } from './projection';
import type { ViewsStore } from './views-store';

const stumbling = [typesOfCalls(), diaryOfTypes(), new Stumbler('stone'), new Tallies()];

describe('an event that a projection cannot take', () => {
  const told = jest.fn();
  let file: ViewsFile;
  let story: Story;
  let views: ViewsStore;

  beforeEach(() => {
    told.mockClear();
    file = new ViewsFile();
    story = new Story();
    views = file.open(stumbling, { onDeadLetter: told });
  });
  afterEach(() => file.remove());

  const stone = (callId: string): StoredEvent => story.turn(callId, {}, { id: 'stone' });
  function take(...events: StoredEvent[]): void {
    views.apply(events);
    views.flush();
  }

  it('is set aside for that one, which goes on with the next', () => {
    take(story.started('a'), stone('a'), story.turn('a'), story.started('b'));
    expect([views.position, file.rows('view_stumbler')]).toEqual([4, [['all', 4, { n: 3 }]]]);
  });

  it('is taken by all others', () => {
    take(story.started('a'), stone('a'));
    expect(file.rows('view_types')).toEqual([['a', 2, { types: ['call.started', 'turn.completed'] }]]);
    expect(file.rows('view_diary')).toMatchObject([['a', 2, { changes: [{ position: 1 }, { position: 2 }] }]]);
  });

  it('is told of when it is written, once', () => {
    views.apply([story.started('a'), stone('a')]);
    expect([told.mock.calls, views.deadLetters().size]).toEqual([[], 0]);
    views.flush();
    take(story.turn('a'));
    expect([...views.deadLetters()]).toEqual([['stumbler', 1]]);
    expect(told.mock.calls).toEqual([[{ projection: 'stumbler', position: 2, reason: 'stumbled over stone' }]]);
  });

  it('is counted once for each projection, however many rows it concerns', () => {
    take(story.note('a', { n: 13 }));
    take(stone('a'));
    expect([...views.deadLetters()]).toEqual([
      ['stumbler', 1],
      ['tallies', 1],
    ]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('is still counted after reopening', () => {
    take(stone('a'));
    views.close();
    expect([...file.open(stumbling).deadLetters()]).toEqual([['stumbler', 1]]);
  });

  it('is not counted when it was not written', () => {
    const endOfIt = refuse(views, 'view_types', 'a');
    expect(() => {
      take(stone('a'));
    }).toThrow('disk full');
    endOfIt();
    take(story.turn('a'));
    expect([views.deadLetters().size, told.mock.calls]).toEqual([0, []]);
  });

  it('holds nobody up when the teller throws', () => {
    told.mockImplementationOnce(() => {
      throw new Error('nobody listens');
    });
    expect(() => {
      take(stone('a'));
    }).toThrow('nobody listens');
    take(story.started('b'));
    expect([views.position, file.rows('view_stumbler'), told.mock.calls.length]).toEqual([
      2,
      [['all', 2, { n: 1 }]],
      1,
    ]);
  });

  it('is also one of which a column cannot be worked out: the column is stored as unknown', () => {
    const odd = (): never => {
      throw new Error('an odd row');
    };
    const columns: RowProjection<unknown, unknown>['columns'] = {
      number: { type: 'INTEGER', of: () => 7 },
      odd: { type: 'TEXT', of: odd },
      odder: { type: 'TEXT', of: odd },
    };
    views.close();
    views = file.open([{ ...typesOfCalls(), columns }], { onDeadLetter: told });
    take(story.started('a'));
    expect(views.db.prepare('SELECT number, odd, odder FROM view_types').raw().all()).toEqual([[7, null, null]]);
    expect(told.mock.calls).toEqual([[{ projection: 'types', position: 1, reason: 'an odd row' }]]);
    expect([...views.deadLetters()]).toEqual([['types', 1]]);
  });
});
