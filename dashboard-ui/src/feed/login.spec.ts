import { goToLoginIfAsked } from './login';

async function reloads(isVisible: boolean, status: () => Promise<number>): Promise<number> {
  let reloaded = 0;
  await goToLoginIfAsked({ isVisible: () => isVisible, status, reload: () => (reloaded += 1) });
  return reloaded;
}

describe('goToLoginIfAsked', () => {
  it('loads the page anew when the service asks for a login', async () => {
    expect(await reloads(true, async () => 401)).toBe(1);
  });

  it('stays when the service answers otherwise, or not at all', async () => {
    expect(await reloads(true, async () => 200)).toBe(0);
    expect(await reloads(true, async () => 503)).toBe(0);
    expect(await reloads(true, () => Promise.reject(new TypeError('no network')))).toBe(0);
  });

  it('leaves a tab alone that nobody looks at', async () => {
    expect(await reloads(false, async () => 401)).toBe(0);
  });
});
