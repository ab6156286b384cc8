import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { de } from '../dashboard-ui/src/words/de';
import { en } from '../dashboard-ui/src/words/en';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';
import { endedCall, liveCall, wordsInPassing } from './support/told-calls';

const AXE = join(__dirname, '../node_modules/axe-core/axe.min.js');
const ENDED = 'CAended000000000000000000000000001';
const LIVE = 'CAlive0000000000000000000000000001';
const WEB = 'CAweb00000000000000000000000000001';

const CALLS = [...endedCall(ENDED), ...liveCall(LIVE), liveOnTheWeb()];

// Colours are looked at in English, and dearly: they are the same.
const FAULTS = `axe.run({ resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) =>
    id + ' ' + target.join(' ') + ': ' + any.map(({ message }) => message).join('; '))))`;

/** All that is there to read: the texts, and what readers are told in their place. What an event holds is its source's. */
const TEXTS = `(() => {
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.closest('script, template, noscript, style, code, pre, td.what') === null) texts.push(data);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
    for (const element of document.querySelectorAll('[' + name + ']')) texts.push(element.getAttribute(name));
  return texts.map((text) => text.replace(/\\s+/g, ' ').trim()).filter((text) => text !== '');
})()`;

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

let browser: Browser;
let service: RunningService;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startService()]);
  await tell(CALLS);
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

const tell = (events: object[]): Promise<unknown> => post(`${service.url}/api/v2/events`, events);

const german = new Set(plainOf(de));
/** Texts that are English and nothing else: words that German has too say nothing. */
const onlyEnglish = new Set(plainOf(en).filter((text) => !german.has(text)));

function plainOf(words: object): string[] {
  return Object.values(words)
    .flatMap((texts) => Object.values(texts as object))
    .filter((text): text is string => typeof text === 'string');
}

/** Words that no German text has, nor what the calls hold: one of them gives a text away wherever it stands in a line. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d_.]*\p{L}/gu) ?? [];
const englishWords = new Set(allOf(en).flatMap(wordsOf));
for (const each of [...allOf(de), JSON.stringify(CALLS)].flatMap(wordsOf)) englishWords.delete(each);

/** Each text of the areas, those that are made with something made up. */
function allOf(words: object): string[] {
  return Object.values(words)
    .flatMap((texts) => Object.values(texts as object) as (string | ((...given: number[]) => string))[])
    .map((text) => (typeof text === 'string' ? text : text(1, 2)));
}

const untranslated = async (page: Page): Promise<string[]> =>
  (await page.evaluate<string[]>(TEXTS)).filter(
    (text) => onlyEnglish.has(text) || wordsOf(text).some((word) => englishWords.has(word)),
  );

/** What stands out of the page at its side. */
const beyond = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

async function openBoard(page: Page): Promise<void> {
  await page.goto(service.url);
  await page.locator(`[data-call-id="${ENDED}"]`).waitFor();
  await tell([wordsInPassing(LIVE, 'Where are my boots')]);
  await page.locator('[data-partial]').waitFor();
}

/** A call from neither side: with it the line of what is active is as long as it gets. */
function liveOnTheWeb(): object {
  const occurred_at = Date.now() - 60_000;
  return { id: `${WEB}:start`, type: 'call.started', call_id: WEB, occurred_at, data: { direction: 'web' } };
}

/** The figures whose text has no room. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('[data-part="detail"]')]
    .filter((line) => line.scrollWidth > line.clientWidth || line.scrollHeight > line.clientHeight)
    .map((line) => line.textContent)`);

const VIEWS: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[] = [
  ['the board', openBoard],
  [
    'the page of a call',
    async (page) => {
      await page.goto(`${service.url}/#/calls/${ENDED}`);
      await page.locator('[data-turn="12"]').waitFor();
      await page.locator('#events [data-position]').first().waitFor();
    },
  ],
  [
    'the latency view',
    async (page) => {
      await page.goto(`${service.url}/#/latency`);
      await page.getByTestId('slowest').locator('a').first().waitFor();
      await page.locator('[data-group="boots"]').waitFor();
    },
  ],
];

describe.each(LOOKS)('German, $colorScheme at $viewport.width px', (look) => {
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = await browser.newContext({ ...look, locale: 'de-AT', reducedMotion: 'reduce' });
    await context.addInitScript({ path: AXE });
    page = await context.newPage();
  });

  afterEach(() => context.close());

  it.each(VIEWS)('%s has no English text, no fault, and nothing that sticks out', async (_, open) => {
    await open(page);
    await page.locator('html[lang="de"]').waitFor();
    expect(await untranslated(page)).toEqual([]);
    expect(await beyond(page)).toBe(0);
    expect(await page.evaluate(FAULTS)).toEqual([]);
  });

  it('the figures of the board have room', async () => {
    await openBoard(page);
    await page.locator('[data-metric="active"] [data-part="detail"]').getByText(de.card.other).waitFor();
    await eventually(
      () => clipped(page),
      (lines) => expect(lines).toEqual([]),
    );
  });

  it('the list that finds nothing and the dialog have no English text and no fault', async () => {
    await page.goto(`${service.url}/#/?q=niemand+sagte+das`);
    await page.getByText(de.list.noMatch).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await untranslated(page)).toEqual([]);
    expect(await page.evaluate(FAULTS)).toEqual([]);
  });
});

describe('the language', () => {
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    page = await context.newPage();
  });

  afterEach(() => context.close());

  const choose = async (name: string): Promise<void> => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };

  it('is English for a reader whose browser asks for another one, with English numbers', async () => {
    await openBoard(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const texts = await page.evaluate<string[]>(TEXTS);
    expect(texts).toEqual(expect.arrayContaining([en.card.spend, en.list.fromTo, en.any.responseLatency]));
    expect(texts.filter((text) => german.has(text) && !plainOf(en).includes(text))).toEqual([]);
  });

  it('is changed by keyboard, at the same place, without a reload; numbers follow it', async () => {
    await page.goto(`${service.url}/#/calls/${ENDED}?turn=4`);
    await page.locator('[data-turn="4"].selected').waitFor();
    const response = page.locator('[data-turn="4"] [data-part="response"]');
    await response.getByText('1,060').waitFor();
    await page.evaluate('window.same = true');
    const address = page.url();

    await choose('Deutsch');
    await page.getByRole('heading', { name: de.page.where }).waitFor();
    await response.getByText('1.060').waitFor();
    await page.locator('[data-turn="4"].selected').waitFor();
    expect(page.url()).toBe(address);
    expect(await page.evaluate('window.same')).toBe(true);
    expect(await untranslated(page)).toEqual([]);

    await page.reload();
    await page.getByRole('heading', { name: de.page.where }).waitFor();
    await page.locator('html[lang="de"]').waitFor();

    await choose('English');
    await page.getByRole('heading', { name: en.page.where }).waitFor();
    await response.getByText('1,060').waitFor();
  });

  it('can be changed where storage is forbidden', async () => {
    await context.addInitScript({
      content: `Object.defineProperty(window, 'localStorage', { get: () => { throw new Error('forbidden'); } })`,
    });
    await openBoard(page);
    await choose('Deutsch');
    await page.getByRole('columnheader', { name: de.list.fromTo }).waitFor();
  });
});
