// Takes the pictures in docs/screenshots: `npm run screenshots`. Needs the built service and a browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dayOfCalls, SHOWN, stagesSoFar, usage, wordsInPassing } from './screenshots/day-of-calls.mjs';
import { smallerPng } from './screenshots/smaller-png.mjs';

const require = createRequire(import.meta.url);
require('@swc-node/register');
const { launchBrowser } = require('../test/support/browser.ts');

const MAIN = fileURLToPath(new URL('../dist/apps/telemetry/src/main.js', import.meta.url));
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const READY = /^callscope ready (http:\/\/\S+?)\/? \(/;
const MOST_BYTES = 250_000;
const WORDS = [
  ['user', 'The one that I call from. And where do we park?'],
  ['agent', 'I have it. You can park behind the'],
];

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

/** Each view: where it is, and what makes it complete. */
const VIEWS = {
  empty: async (page, { empty }) => {
    await page.goto(empty.url);
    await page.getByTestId('empty-board').waitFor();
  },
  board: async (page, { full, phone }) => {
    await page.goto(full.url);
    await page.locator(`[data-call-id="${SHOWN}"]`).waitFor();
    // A tap on a phone opens the page of the call.
    if (phone) return page.locator('nav[aria-label="Parts"] a').nth(1).click();
    await page.locator(`[data-call-id="${SHOWN}"]`).click();
    await page.locator('[data-rail]').getByText('Goodbye.').waitFor();
  },
  'board-live': async (page, { full, look }) => {
    await page.goto(full.url);
    // The rail follows the newest live call; this one is the third.
    for (const place of ['2 of 3', '3 of 3']) {
      await page.getByRole('button', { name: 'Next live call' }).click();
      await page.locator('[data-rail]').getByText(place).waitFor();
    }
    await page.locator('[data-rail] [role="log"]').getByText('Which number').waitFor();
    await post(
      full.url,
      WORDS.map(([role, text]) => wordsInPassing(role, text)),
    );
    await page.locator('[data-partial]').getByText(WORDS[1][1]).waitFor();
    await page.getByText('agent p95').waitFor();
    // The page counts on from its stages: its clock stands still.
    const now = Date.now();
    await page.clock.setFixedTime(now);
    await post(full.url, stagesSoFar(look));
    await page.getByText('waiting for TTS first byte').waitFor();
    await page.getByText('0 so far').waitFor();
    await page.clock.setFixedTime(now + 84);
    await page.getByText('84 so far').waitFor();
  },
  call: async (page, { full }) => {
    await page.goto(`${full.url}/#/calls/${SHOWN}?turn=4`);
    await page.locator('[data-turn="9"]').waitFor();
  },
  latency: async (page, { full }) => {
    // The slowest of the last hours is chosen.
    const { series } = await (await fetch(`${full.url}/api/v2/stats?window=24h`)).json();
    const [slowest] = series.slice(-7, -1).sort((a, b) => (b.response_ms.p99 ?? 0) - (a.response_ms.p99 ?? 0));
    await page.goto(`${full.url}/#/latency?at=${slowest.at}`);
    await page.getByRole('button', { name: /^Remove / }).waitFor();
    await page.getByTestId('slowest').locator('a').first().waitFor();
    await page.locator('[data-group]').first().waitFor();
  },
};

const children = [];
const folders = [];
let news = 0;
let browser;
try {
  // Grey edges of letters, not coloured ones: smaller, and right on every screen.
  browser = await launchBrowser(['--disable-lcd-text']);
  const [empty, full] = [await startService(), await startService()];
  await mkdir(FOLDER, { recursive: true });
  await post(full.url, dayOfCalls(Date.now()));
  for (const look of LOOKS) {
    for (const [view, show] of Object.entries(VIEWS)) await take(view, show, look, { empty, full });
  }
} finally {
  await browser?.close();
  for (const child of children.filter((each) => each.exitCode === null)) {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

async function startService() {
  const folder = await mkdtemp(join(tmpdir(), 'callscope-pictures-'));
  folders.push(folder);
  const args = [MAIN, '--port', '0', '--data', folder, '--log-level', 'warn'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface(child.stdout)) {
    const url = READY.exec(line)?.[1];
    if (url !== undefined) return { url };
  }
  throw new Error('The service ended before it was ready. Is it built? `npm run build` does it.');
}

async function post(url, events) {
  const response = await fetch(`${url}/api/v2/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  const answer = await response.json();
  if (response.status !== 200 || answer.rejected > 0) throw new Error(JSON.stringify(answer));
}

/** As a reader does: the button goes from the system's theme to light, then to dark. */
async function chooseTheme(page, url, theme) {
  await page.goto(url);
  const button = page.getByRole('button', { name: /^Theme/ });
  for (const name of ['light', 'dark'].slice(0, theme === 'dark' ? 2 : 1)) {
    await button.click();
    await page.getByRole('button', { name: new RegExp(`^Theme: ${name}`, 'i') }).waitFor();
  }
  await page.mouse.move(0, 0);
}

async function take(view, show, { name, ...look }, services) {
  const context = await browser.newContext({ ...look, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await chooseTheme(page, view === 'empty' ? services.empty.url : services.full.url, look.colorScheme);
  await show(page, { ...services, look: name, phone: name === 'phone' });
  await page.locator('[data-link="live"]').waitFor();
  if (view !== 'empty') {
    // The page knows how late it is with the first event that it is told.
    await post(services.full.url, usage((news += 1)));
    await page.locator('[data-link="live"] .n').waitFor();
  }
  await page.evaluate('document.fonts.ready');
  const path = join(FOLDER, `${view}-${name}.png`);
  const picture = smallerPng(await page.screenshot());
  await writeFile(path, picture);
  console.log(`docs/screenshots/${view}-${name}.png ${Math.ceil(picture.length / 1_000)} kB`);
  if (picture.length >= MOST_BYTES) throw new Error(`${path} is too large for a repository.`);
  await context.close();
}
