import { Socket } from 'node:net';
import { whenClosed } from './when-closed';

describe('whenClosed', () => {
  let socket: Socket;
  let done: string[];
  beforeEach(() => {
    socket = new Socket();
    done = [];
  });

  const step = (name: string) => () => done.push(name);

  it('does each step once when the connection closes, by one listener for all of its requests', () => {
    const listeners = socket.listenerCount('close');
    for (const name of ['first', 'second', 'third']) whenClosed(socket, step(name));
    expect([done, socket.listenerCount('close') - listeners]).toEqual([[], 1]);
    socket.emit('close');
    socket.emit('close');
    expect(done).toEqual(['first', 'second', 'third']);
  });

  it('leaves off what was taken back, and says whether it was still to be done', () => {
    const leaveOff = whenClosed(socket, step('taken back'));
    const late = whenClosed(socket, step('kept'));
    expect([leaveOff(), leaveOff()]).toEqual([true, false]);
    socket.emit('close');
    expect([done, late()]).toEqual([['kept'], false]);
  });

  it('keeps connections apart', () => {
    whenClosed(socket, step('of this one'));
    whenClosed(new Socket(), step('of the other'));
    socket.emit('close');
    expect(done).toEqual(['of this one']);
  });
});
