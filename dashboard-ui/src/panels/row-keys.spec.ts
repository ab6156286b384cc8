import { ANYWHERE, INSIDE_LIST, moveFor, target } from './row-keys';

const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false, altKey: false });

describe('keys of the list', () => {
  it('move anywhere by j and k, inside the list by arrows too', () => {
    expect(moveFor(key('j'), ANYWHERE)).toBe('next');
    expect(moveFor(key('ArrowDown'), ANYWHERE)).toBeNull();
    expect(moveFor(key('ArrowDown'), INSIDE_LIST)).toBe('next');
    expect(moveFor(key('x'), ANYWHERE)).toBeNull();
    expect(moveFor(key('x'), INSIDE_LIST)).toBe('pick');
  });

  it('leave shortcuts to the browser', () => {
    expect(moveFor(key('j', true), ANYWHERE)).toBeNull();
  });

  it('stop at the ends of the list', () => {
    expect(target('next', 4, 5)).toBe(4);
    expect(target('previous', 0, 5)).toBe(0);
    expect(target('last', 0, 5)).toBe(4);
    expect(target('next', -1, 5)).toBe(0);
  });
});
