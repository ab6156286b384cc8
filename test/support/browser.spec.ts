import { BROWSER_TIMEOUT_MS, findOrInstallBrowser, launchBrowser, type Machine } from './browser';

interface FakeMachine extends Machine {
  /** The programs that were run to install something, as typed. */
  installs: string[];
}

const playwrightBrowser = '/home/me/.cache/playwright/chrome';

/** A Linux machine with nothing on it. `brings` says which file an installer, named by a pattern of it, leaves behind. */
function aMachine(
  given: Partial<Machine> & { files?: string[]; stubs?: string[]; brings?: Record<string, string> } = {},
): FakeMachine {
  const files = new Set(given.files ?? []);
  const installs: string[] = [];
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    playwrightBrowser,
    exists: (path) => files.has(path),
    run: (command, args) => {
      if (args[0] === '--version') return Promise.resolve({ ok: !given.stubs?.includes(command), output: '' });
      const line = [command, ...args].join(' ');
      installs.push(line);
      const brought = Object.entries(given.brings ?? {}).find(([pattern]) => new RegExp(pattern).test(line));
      if (brought) files.add(brought[1]);
      return Promise.resolve({ ok: brought !== undefined, output: `said by ${command}` });
    },
    ...given,
    installs,
  };
}

describe('findOrInstallBrowser', () => {
  it('takes the browser that CHROME_PATH names before any other', async () => {
    const machine = aMachine({
      env: { CHROME_PATH: '/my/chrome', PATH: '/usr/bin' },
      files: ['/my/chrome', '/usr/bin/chromium'],
    });
    await expect(findOrInstallBrowser(machine)).resolves.toBe('/my/chrome');
  });

  it('says so when CHROME_PATH names no file, instead of taking another browser', async () => {
    const machine = aMachine({ env: { CHROME_PATH: '/my/chrome', PATH: '/usr/bin' }, files: ['/usr/bin/chromium'] });
    await expect(findOrInstallBrowser(machine)).rejects.toThrow('CHROME_PATH is /my/chrome, where there is no file.');
  });

  it.each([
    ...['chromium-headless-shell', 'google-chrome-stable', 'google-chrome'],
    ...['chromium', 'chromium-browser', 'microsoft-edge'],
  ])('finds %s on the PATH', async (command) => {
    const machine = aMachine({ files: [`/usr/bin/${command}`] });
    await expect(findOrInstallBrowser(machine)).resolves.toBe(`/usr/bin/${command}`);
    expect(machine.installs).toEqual([]);
  });

  it('takes the one without a window before the others', async () => {
    const shell = '/usr/bin/chromium-headless-shell';
    const machine = aMachine({ files: ['/usr/local/bin/google-chrome-stable', '/usr/bin/chromium', shell] });
    await expect(findOrInstallBrowser(machine)).resolves.toBe(shell);
  });

  it.each([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
  ] as const)('finds it in a usual place of %s: %s', async (platform, path) => {
    const env = {
      HOME: '/Users/me',
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
    };
    await expect(findOrInstallBrowser(aMachine({ platform, env, files: [path] }))).resolves.toBe(path);
  });

  it('passes over a stub that does not answer', async () => {
    const machine = aMachine({ files: ['/usr/bin/chromium', '/usr/bin/microsoft-edge'], stubs: ['/usr/bin/chromium'] });
    await expect(findOrInstallBrowser(machine)).resolves.toBe('/usr/bin/microsoft-edge');
  });

  it('takes what Playwright installed earlier', async () => {
    const machine = aMachine({ files: [playwrightBrowser] });
    await expect(findOrInstallBrowser(machine)).resolves.toBe(playwrightBrowser);
    expect(machine.installs).toEqual([]);
  });

  it('installs by apt-get when it is root on Debian', async () => {
    const machine = aMachine({
      isRoot: true,
      files: ['/usr/bin/apt-get'],
      brings: { 'install -y --no-install-recommends chromium-headless-shell': '/usr/bin/chromium-headless-shell' },
    });
    await expect(findOrInstallBrowser(machine)).resolves.toBe('/usr/bin/chromium-headless-shell');
    expect(machine.installs).toEqual([
      expect.stringMatching(/ apt-get update$/),
      expect.stringMatching(/ apt-get install -y --no-install-recommends chromium-headless-shell$/),
    ]);
  });

  it('installs the whole Chromium where apt-get knows no other', async () => {
    const machine = aMachine({
      isRoot: true,
      files: ['/usr/bin/apt-get'],
      brings: { '--no-install-recommends chromium$': '/usr/bin/chromium' },
    });
    await expect(findOrInstallBrowser(machine)).resolves.toBe('/usr/bin/chromium');
    expect(machine.installs.at(-1)).toMatch(/ apt-get install -y --no-install-recommends chromium$/);
  });

  it('goes on to Playwright when apt-get fails', async () => {
    const machine = aMachine({ isRoot: true, files: ['/usr/bin/apt-get'], brings: { 'cli.js': playwrightBrowser } });
    await expect(findOrInstallBrowser(machine)).resolves.toBe(playwrightBrowser);
    expect(machine.installs.at(-1)).toMatch(/cli\.js install --with-deps chromium$/);
  });

  it('leaves apt-get alone when it is not root', async () => {
    const machine = aMachine({ files: ['/usr/bin/apt-get'], brings: { 'cli.js': playwrightBrowser } });
    await expect(findOrInstallBrowser(machine)).resolves.toBe(playwrightBrowser);
    expect(machine.installs).toEqual([expect.stringMatching(/cli\.js install chromium$/)]);
  });

  it('says in one sentence what to do when nothing helped, and keeps what the installers said', async () => {
    const failure: unknown = await findOrInstallBrowser(aMachine()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: 'Install Chrome, Chromium or Edge, or set CHROME_PATH to its executable, then run npm test again.',
      cause: expect.arrayContaining([expect.stringContaining('said by')]),
    });
  });
});

describe('launchBrowser', () => {
  it(
    'opens a page',
    async () => {
      const browser = await launchBrowser();
      const page = await browser.newPage();
      await page.setContent('<title>Callscope</title>');
      await expect(page.title()).resolves.toBe('Callscope');
      await browser.close();
    },
    BROWSER_TIMEOUT_MS,
  );
});
