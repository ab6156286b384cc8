import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { SESSION_S, sessionCookie, sessionShown } from './session-cookie';
import { Sessions } from './sessions';

let now: number;
let sessions: Sessions;

beforeEach(() => {
  now = 1_000_000;
  sessions = new Sessions(() => now);
});

it('is open for half a day, and no longer', () => {
  const name = sessions.begin(['read']);
  now += SESSION_S * 1_000 - 1;
  expect(sessions.scopesOf(name)).toEqual(['read']);
  now += 1;
  expect(sessions.scopesOf(name)).toBeNull();
});

it('ends when it is told to, and leaves others alone', () => {
  const [mine, yours] = [sessions.begin(['read']), sessions.begin(['read', 'admin'])];
  expect(mine).not.toBe(yours);
  sessions.end(mine);
  expect(sessions.scopesOf(mine)).toBeNull();
  expect(sessions.scopesOf(yours)).toEqual(['read', 'admin']);
});

it('makes room for the thousand and first by ending the oldest', () => {
  const names = Array.from({ length: 1_001 }, () => sessions.begin(['read']));
  expect(names.map((name) => sessions.scopesOf(name) !== null).indexOf(true)).toBe(1);
});

describe('an answer that is given by its right', () => {
  const answer = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

  it('breaks off when it ends, but for one that is over', () => {
    const [name, under, over] = [sessions.begin(['read']), answer(), answer()];
    sessions.hold(name, under);
    sessions.hold(name, over);
    over.emit('close');
    const broken = jest.spyOn(over, 'destroy');
    sessions.end(name);
    expect([under.destroyed, broken.mock.calls.length]).toEqual([true, 0]);
  });

  it('is let go with its connection, which tells only the first of several answers', () => {
    const [name, socket] = [sessions.begin(['read']), new Socket()];
    const behind = new ServerResponse(new IncomingMessage(socket));
    sessions.hold(name, behind);
    socket.emit('close');
    const broken = jest.spyOn(behind, 'destroy');
    sessions.end(name);
    expect(broken).not.toHaveBeenCalled();
  });

  it('breaks off when its half day is over', () => {
    jest.useFakeTimers();
    const [name, stream] = [sessions.begin(['read']), answer()];
    sessions.hold(name, stream);
    jest.advanceTimersByTime(SESSION_S * 1_000 - 1);
    expect(stream.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(stream.destroyed).toBe(true);
    jest.useRealTimers();
  });
});

describe('its cookie', () => {
  it('is out of reach of scripts and of other sites, and says so', () => {
    expect(sessionCookie('abc', false)).toBe('callscope_session=abc; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict');
    expect(sessionCookie('abc', true)).toMatch(/; Secure$/);
  });

  it.each([
    [undefined, null],
    ['', null],
    ['callscope_session', null],
    ['callscope_session=abc', 'abc'],
    ['a=b;callscope_session=abc ; c=d', 'abc'],
    ['callscope_session=; callscope_session=abc', ''],
    ['Callscope_Session=abc', null],
  ])('is read from %j as %j', (header, name) => {
    expect(sessionShown(header)).toBe(name);
  });
});
