import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { type RunningService, startService } from './support/service';

const HOSTILE_PAGE = readFileSync(join(__dirname, 'fixtures/hostile-page.html'), 'utf8');
const SCRIPT = /<script>(.*)<\/script>/s.exec(HOSTILE_PAGE)?.[1] ?? '';
const SECRET = 'CAonlyForUs';
const JSON_TYPE = { 'content-type': 'application/json' };

let service: RunningService;
let browser: Browser;
let evil: Server;
let evilPort: number;
let port: string;

beforeAll(async () => {
  service = await startService();
  ({ port } = new URL(service.url));
  const body = `{"call_id":"${SECRET}","caller":"+12125550142","callee":"+12125550100"}`;
  await fetch(`${service.url}/api/dashboard/ingest`, { method: 'POST', headers: JSON_TYPE, body });
  evil = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(HOSTILE_PAGE);
  });
  evil.listen(0, '127.0.0.1');
  await once(evil, 'listening');
  evilPort = (evil.address() as AddressInfo).port;
  // What a name server of the attacker would answer; and no word from the browser of who is near, which not all say.
  browser = await launchBrowser(
    ['--host-resolver-rules=MAP *.example 127.0.0.1'],
    ['LocalNetworkAccessChecks', 'BlockInsecurePrivateNetworkRequests', 'PrivateNetworkAccessSendPreflights'],
  );
}, BROWSER_TIMEOUT_MS);

afterAll(async () => {
  await browser.close();
  evil.closeAllConnections();
  evil.close();
});

async function head(): Promise<unknown> {
  return ((await (await fetch(`${service.url}/health`)).json()) as { head: string | null }).head;
}

/** Runs the script of the hostile page: what it got, a line each. */
function attack(page: Page, target: string): Promise<string[]> {
  return page.evaluate(`${SCRIPT}; attack(${JSON.stringify(target)})`);
}

/** What the page of the attacker got out of an address. */
async function lootOf(pageUrl: string, target: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(pageUrl);
  const loot = await attack(page, target);
  await page.close();
  return loot;
}

const OPENED = /is open|opaque|"log"|"calls"|"events"|CAonlyForUs|12125550142|<title>Callscope/;

it('shows our own page what it may see, so that the attack below is one that could succeed', async () => {
  const loot = await lootOf(`${service.url}/`, service.url);
  expect(loot.filter((line) => line.includes(SECRET)).length).toBeGreaterThan(0);
  // Our own policy lets nobody frame us, and fetch is 200.
  expect(loot.some((line) => line.startsWith('/api/v2/calls GET basic 200'))).toBe(true);
  expect(loot.some((line) => line.endsWith('events is open'))).toBe(true);
});

describe.each([
  ['a name of its own that points at us', () => `http://evil.example:${port}`],
  ['our address', () => `http://127.0.0.1:${port}`],
  ['our name', () => `http://localhost:${port}`],
])('a hostile page that asks %s', (_what, target) => {
  it('reads nothing and stores nothing', async () => {
    const before = await head();
    const loot = await lootOf(`http://evil.example:${evilPort}/`, target());
    // An answer to a request without CORS is opaque: it shows no status and no text.
    expect(loot.filter((line) => OPENED.test(line.replace(/^\S+ \S+ opaque 0 $/, '')))).toEqual([]);
    expect(await head()).toBe(before);
    const call = await fetch(`${service.url}/api/dashboard/calls/${SECRET}`);
    expect(call.status).toBe(200);
  });
});

it('gives nothing to a page of the same origin, once its name is switched to us under it', async () => {
  const before = await head();
  const origin = `http://evil.example:${port}`;
  const page = await browser.newPage();
  // Where the name pointed before is not for us to say: the page is simply there. Whatever it asks then comes to us.
  await page.route(`${origin}/evil`, (route) => route.fulfill({ contentType: 'text/html', body: HOSTILE_PAGE }));
  await page.goto(`${origin}/evil`);
  const loot = await attack(page, origin);
  const [asked, rest] = [
    loot.filter((line) => line.includes(' basic ')),
    loot.filter((line) => !line.includes(' basic ')),
  ];
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((line) => !line.includes(' 403 {') || !line.includes('host_not_allowed'))).toEqual([]);
  expect(rest.filter((line) => OPENED.test(line))).toEqual([]);
  expect(await head()).toBe(before);
  await page.close();
});

it('lets a link from anywhere lead to the page, and to nothing else', async () => {
  const follow = async (path: string): Promise<number> => {
    const page = await browser.newPage();
    await page.goto(`http://evil.example:${evilPort}/`);
    const answered = page.waitForResponse(service.url + path);
    await page.evaluate(`location.href = ${JSON.stringify(service.url + path)}`);
    const status = (await answered).status();
    await page.close();
    return status;
  };
  expect(await follow('/')).toBe(200);
  expect(await follow('/api/v2/calls')).toBe(403);
});
