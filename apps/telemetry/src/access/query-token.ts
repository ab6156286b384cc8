const NAME = 'token';

/** The `?token=` of an address; null when there is none. */
export function queryToken(url: string): string | null {
  const at = url.indexOf('?');
  return at === -1 ? null : new URLSearchParams(url.slice(at + 1)).get(NAME);
}

/** The same address without any `token`, so that none reaches a log; the rest stays as it was sent. */
export function withoutToken(url: string): string {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const parts = url.slice(at + 1).split('&');
  const kept = parts.filter((part) => nameOf(part) !== NAME);
  if (kept.length === parts.length) return url;
  return url.slice(0, at) + (kept.length === 0 ? '' : `?${kept.join('&')}`);
}

function nameOf(part: string): string | null {
  const [name] = new URLSearchParams(part).keys();
  return name?.toLowerCase() ?? null;
}
