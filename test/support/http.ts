export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A GET whose answer is JSON. */
export async function getJson<Body = Record<string, unknown>>(url: string): Promise<Answer<Body>> {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** A POST of JSON, or of raw bytes and other headers, as the worst caller would send them. */
export async function post(
  url: string,
  body: object | string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', headers, body: raw });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}
