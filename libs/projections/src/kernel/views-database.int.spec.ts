import { writeFileSync } from 'node:fs';
import { Story } from '../testing/events';
import { diaryOfTypes, Stumbler, Tallies, typesOfCalls } from '../testing/toy-projections';
import { ViewsFile } from '../testing/views-file';
import type { ProjectionDefinition } from './projection';

describe('the views file, opened again,', () => {
  let file: ViewsFile;
  let story: Story;
  beforeEach(() => {
    file = new ViewsFile();
    story = new Story();
  });
  afterEach(() => file.remove());

  it('goes on where it stood', () => {
    const views = file.open([typesOfCalls(), diaryOfTypes(), new Tallies()]);
    views.apply([story.started('a'), story.turn('a')]);
    views.flush();
    views.close();
    const again = file.open([typesOfCalls(), diaryOfTypes(), new Tallies()]);
    expect(again.position).toBe(2);
    again.apply([story.turn('a')]);
    again.flush();
    expect(file.rows('view_types')).toMatchObject([
      ['a', 3, { types: ['call.started', 'turn.completed', 'turn.completed'] }],
    ]);
    expect(file.rows('view_tallies')).toContainEqual(['all', 0, { n: 3 }]);
  });

  it('stands where it was last written: what came after is taken in again', () => {
    const views = file.open([typesOfCalls()]);
    views.apply([story.started('a')]);
    views.flush();
    views.apply([story.turn('a')]);
    views.close();
    expect(file.open([typesOfCalls()]).position).toBe(1);
    expect(file.rows('view_types')).toEqual([['a', 1, { types: ['call.started'] }]]);
  });

  it.each<[string, string, ProjectionDefinition[]]>([
    ['another version of a projection', 'abcdefgh', [typesOfCalls(2), diaryOfTypes()]],
    ['another log', 'zzzzzzzz', [typesOfCalls(), diaryOfTypes()]],
    ['one projection less', 'abcdefgh', [typesOfCalls()]],
    ['one projection more', 'abcdefgh', [typesOfCalls(), diaryOfTypes(), new Stumbler('')]],
    ['another source', 'abcdefgh', [typesOfCalls(), { ...diaryOfTypes(), source: 'log', keys: () => [] }]],
    ['other columns', 'abcdefgh', [{ ...typesOfCalls(), columns: {} }, diaryOfTypes()]],
    ['another index', 'abcdefgh', [{ ...typesOfCalls(), indexes: ['(number)'] }, diaryOfTypes()]],
  ])('begins anew with %s', (_what, logId, projections) => {
    const views = file.open([typesOfCalls(), diaryOfTypes()]);
    views.apply([story.started('a')]);
    views.flush();
    views.close();
    const again = file.open(projections, { logId });
    expect([again.position, file.rows('view_types')]).toEqual([0, []]);
  });

  it.each([
    ['holds something else', Buffer.from('This is no database. '.repeat(400))],
    ['is empty', Buffer.alloc(0)],
    ['was cut off', Buffer.from('SQLite format 3\u0000')],
  ])('begins anew when it %s', (_what, content) => {
    writeFileSync(file.path, content);
    writeFileSync(`${file.path}-wal`, content);
    const views = file.open([typesOfCalls()]);
    expect(views.position).toBe(0);
    views.apply([story.started('a')]);
    views.flush();
    expect(file.rows('view_types')).toEqual([['a', 1, { types: ['call.started'] }]]);
  });
});
