import { type Browser, type Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { type RunningService, startService } from './support/service';
import { startWithTokens, TOKENS } from './support/tokens';

/** Tells each breach of the policy of a page as an error. */
const WATCH = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  console.error('broken: ' + violatedDirective + ' ' + blockedURI);
});`;

/** What an attacker would like to put into the page. */
const PLANT = `
  document.body.insertAdjacentHTML('beforeend', '<i style="color: red"></i><img src="x" onerror="globalThis.ran = 1">');
  document.body.appendChild(document.createElement('script')).textContent = 'globalThis.ran = 2';
  document.body.appendChild(document.createElement('img')).src = 'https://evil.example/x';
`;

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };

let browser: Browser;
/** One that asks for tokens and one that does not, for all tests: each has a session of its own. */
let guarded: RunningService;
let open: RunningService;

beforeAll(async () => {
  browser = await launchBrowser();
  [guarded, open] = await Promise.all([startWithTokens(), startService()]);
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

async function watchedPage(): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  await page.addInitScript(WATCH);
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems };
}

it('logs in by the form, and shows the board live', async () => {
  const { page, problems } = await watchedPage();
  await page.goto(guarded.url);
  await page.getByLabel('Access token').fill('wrong');
  await page.getByRole('button').click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Access token').fill(TOKENS.all);
  await page.getByRole('button').click();
  await page.getByTestId('empty-board').waitFor();
  expect(page.url()).toBe(`${guarded.url}/`);
  expect(await page.evaluate('document.cookie')).toBe('');
  const body = '{"call_id":"CAseen","caller":"+12125550142","callee":"+12125550100"}';
  await fetch(`${guarded.url}/api/dashboard/ingest`, { ...POST, body });
  await page.locator('[data-call-id="CAseen"]').click();
  await page.reload();
  await page.locator('[data-call-id="CAseen"]').waitFor();
  // The browser tells the 401 of the login page as an error, too.
  expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
  await page.close();
});

it('asks for the token in the language that the browser asks for', async () => {
  const context = await browser.newContext({ locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto(guarded.url);
  await page.locator('html[lang="de"]').waitFor();
  await page.getByLabel('Zugangstoken').fill('wrong');
  await page.getByRole('button', { name: 'Zu den Anrufen' }).click();
  await page.getByRole('alert').getByText('kein Token dieses Dienstes').waitFor();
  await page.getByLabel('Zugangstoken').fill(TOKENS.read);
  await page.getByRole('button').click();
  await page.getByRole('button', { name: 'Hilfe zur Tastatur' }).waitFor();
  await context.close();

  const languageFor = async (asked: string): Promise<string | null> =>
    (await fetch(guarded.url, { headers: { accept: 'text/html', 'accept-language': asked } })).headers.get(
      'content-language',
    );
  expect(await languageFor('fr, de;q=0.5, en;q=0.4')).toBe('de');
  for (const asked of ['en-US, de;q=0.9', 'fr', '*', 'de;q=0', ';;=,"']) expect(await languageFor(asked)).toBe('en');
});

it('logs out from the help, for all that hold the session, and offers it to nobody else', async () => {
  const { page, problems } = await watchedPage();
  await page.goto(guarded.url);
  await page.getByLabel('Access token').fill(TOKENS.read);
  await page.getByRole('button').click();
  await page.locator('[data-link="live"]').waitFor();
  const [session] = await page.context().cookies();
  const cookie = `${session?.name}=${session?.value}`;
  const read = async (): Promise<number> =>
    (await fetch(`${guarded.url}/api/v2/calls`, { headers: { cookie } })).status;
  expect(await read()).toBe(200);
  await page.getByRole('button', { name: 'Keyboard help' }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Access token').waitFor();
  expect(await page.context().cookies()).toEqual([]);
  expect(await read()).toBe(401);
  expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
  await page.close();

  const other = await browser.newPage();
  await other.goto(open.url);
  await other.getByTestId('empty-board').waitFor();
  await other.getByRole('button', { name: 'Keyboard help' }).click();
  await other.getByRole('dialog').waitFor();
  expect(await other.getByRole('button', { name: 'Log out' }).count()).toBe(0);
  await other.close();
});

it('keeps to its own policy, and the browser keeps others to it', async () => {
  const { page, problems } = await watchedPage();
  await page.goto(open.url);
  await page.getByTestId('empty-board').waitFor();
  const call = { call_id: '<img src=x onerror="globalThis.ran=3">', caller: '<script>ran=4</script>', callee: '+1' };
  await fetch(`${open.url}/api/dashboard/ingest`, { ...POST, body: JSON.stringify(call) });
  await page.locator('[data-call-id]').click();
  expect(problems).toEqual([]);

  await page.evaluate(PLANT);
  // What was refused is told; then what was not refused has run as well.
  for (const directive of ['style-src-attr', 'script-src-attr', 'script-src-elem', 'img-src']) {
    await eventually(
      () => problems,
      (told) => expect(told).toContainEqual(expect.stringMatching(`^broken: ${directive} `)),
    );
  }
  expect(await page.evaluate('"ran" in globalThis')).toBe(false);
  await page.close();
});

it('ends the streams that a session has opened when it logs out, and no others', async () => {
  const { headers } = await fetch(`${guarded.url}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: guarded.url },
    body: `token=${TOKENS.read}`,
  });
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const stream = async (shown: Record<string, string>): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const answer = await fetch(`${guarded.url}/api/v2/events`, { headers: { accept: 'text/event-stream', ...shown } });
    expect(answer.status).toBe(200);
    const reader = answer.body!.getReader();
    await reader.read();
    return reader;
  };
  const mine = await stream({ cookie });
  const another = await stream({ authorization: `Bearer ${TOKENS.read}` });
  await fetch(`${guarded.url}/logout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: guarded.url, 'content-type': 'application/x-www-form-urlencoded' },
  });
  // It breaks off, or has ended: either way no more comes.
  const next = await mine.read().catch(() => ({ done: true }));
  expect(next.done).toBe(true);
  await fetch(`${guarded.url}/api/dashboard/ingest`, { ...POST, body: '{"call_id":"CAafter"}' });
  const { value } = await another.read();
  expect(Buffer.from(value ?? []).toString()).toContain('CAafter');
  await another.cancel();
});
