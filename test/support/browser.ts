import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { browserPlaces } from './browser-places';
import { type CommandResult, runCommand } from './run-command';

/** What the finder sees of the machine, so that its spec can give it another one. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  isRoot: boolean;
  /** Where Playwright's installer puts its browser. */
  playwrightBrowser: string;
  exists(path: string): boolean;
  run(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<CommandResult>;
}

/** Installing takes minutes on a slow line: the hook that launches the browser gets this much time. */
export const BROWSER_TIMEOUT_MS = 300_000;

/**
 * What tests go without. The bubbles below the address bar are two pages of Chromium's own, which every window loads
 * and runs though nobody sees them: more work than the page under test. The others are those that Playwright turns off,
 * named once more since Chromium hears only the last such list.
 */
const NO_FEATURES = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'PaintHolding'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'ThirdPartyStoragePartitioning', 'AimEnabled'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints', 'PreconnectToSearch'],
  ...['NetworkTimeServiceQuerying', 'msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion'],
];

const APT_GET = '/usr/bin/apt-get';
/** The first is Debian's alone. */
const APT_PACKAGES = ['chromium-headless-shell', 'chromium'];
const PLAYWRIGHT_CLI = join(__dirname, '../../node_modules/playwright-core/cli.js');
const WHAT_TO_DO = 'Install Chrome, Chromium or Edge, or set CHROME_PATH to its executable, then run npm test again.';

/** The executable of a browser; installs one where none is found. Never returns without. */
export async function findOrInstallBrowser(machine: Machine = thisMachine()): Promise<string> {
  const chosen = machine.env['CHROME_PATH'];
  if (chosen) {
    if (machine.exists(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, where there is no file.`);
  }
  const found = await findBrowser(machine);
  if (found) return found;

  const failures: string[] = [];
  for (const install of [installByApt, installByPlaywright]) {
    failures.push(await install(machine));
    const installed = await findBrowser(machine);
    if (installed) return installed;
  }
  throw new Error(WHAT_TO_DO, { cause: failures });
}

export async function launchBrowser(
  args: readonly string[] = [],
  noFeatures: readonly string[] = [],
): Promise<Browser> {
  const machine = thisMachine();
  return chromium.launch({
    executablePath: await findOrInstallBrowser(machine),
    headless: true,
    // Chromium refuses its sandbox to root; for everybody else it stays on.
    chromiumSandbox: !machine.isRoot,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A shell would round the width of each letter to whole pixels, as no browser with a window does.
      '--font-render-hinting=none',
      `--disable-features=${[...NO_FEATURES, ...noFeatures].join(',')}`,
      ...args,
    ],
  });
}

async function findBrowser(machine: Machine): Promise<string | undefined> {
  for (const path of [...browserPlaces(machine.platform, machine.env), machine.playwrightBrowser]) {
    if (machine.exists(path) && (await answers(machine, path))) return path;
  }
  return undefined;
}

/** Ubuntu's package leaves a stub that only asks for a snap, and a browser may lack its libraries: so ask it. */
async function answers(machine: Machine, path: string): Promise<boolean> {
  // On Windows the question opens a window instead.
  return machine.platform !== 'linux' || (await machine.run(path, ['--version'])).ok;
}

async function installByApt(machine: Machine): Promise<string> {
  if (!hasApt(machine)) return '';
  // Two spec files may look for a browser at once, and apt-get gives up when another one runs: flock lines them up.
  const apt = (...args: string[]): Promise<CommandResult> =>
    machine.run('flock', [join(tmpdir(), 'callscope-apt.lock'), 'apt-get', ...args], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  let { output } = await apt('update');
  for (const name of APT_PACKAGES) {
    const install = await apt('install', '-y', '--no-install-recommends', name);
    output += install.output;
    if (install.ok) break;
  }
  return output;
}

async function installByPlaywright(machine: Machine): Promise<string> {
  // The libraries a browser needs come by apt-get too, which only root may run.
  const libraries = hasApt(machine) ? ['--with-deps'] : [];
  return (await machine.run(process.execPath, [PLAYWRIGHT_CLI, 'install', ...libraries, 'chromium'])).output;
}

function hasApt(machine: Machine): boolean {
  return machine.platform === 'linux' && machine.isRoot && machine.exists(APT_GET);
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    playwrightBrowser: chromium.executablePath(),
    exists: existsSync,
    run: runCommand,
  };
}
