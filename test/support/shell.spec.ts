import { shell } from './shell';

const run = (command: string, enough?: RegExp) => shell(command, '.', process.env, enough);

it('tells how a command ended, and what it printed', async () => {
  expect(await run('echo said; exit 3')).toEqual({ code: 3, output: 'said\n' });
});

it('ends one that goes on, and what it has started, when it has said enough', async () => {
  expect(await run('echo said; sleep 1000 & wait', /said/)).toEqual({ code: null, output: 'said\n' });
});

it('takes one that has ended just before for one that has said enough', async () => {
  const kill = jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
  });
  try {
    expect(await run('echo said', /said/)).toEqual({ code: null, output: 'said\n' });
    expect(kill).toHaveBeenCalledTimes(1);
  } finally {
    kill.mockRestore();
  }
});
