import { badUsage } from './bad-usage';
import type { Flag } from './form';

/** Flags that mean the same wherever they stand. */
export const COMMON = {
  url: { value: 'URL', says: 'where the service listens', fallback: 'http://127.0.0.1:8000' },
  data: {
    value: 'DIR',
    says: 'the data folder',
    fallback: '.callscope',
    variable: 'CALLSCOPE_DATA',
  },
  json: { says: 'print the result as one JSON object' },
} as const satisfies Readonly<Record<string, Flag>>;

/** @param scope what the token must allow. */
export function tokenFileFlag<const S extends string>(scope: S) {
  return {
    value: 'FILE',
    says: `a file with a token that allows ${scope}, where the service asks for one`,
    variable: 'CALLSCOPE_TOKEN_FILE',
  } as const satisfies Flag;
}

/**
 * The address of a service, without a slash at the end.
 * @throws CliError
 */
export function serviceUrl(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
    const isPlain = /^https?:$/.test(protocol) && search + hash + username + password === '';
    if (isPlain) return origin + pathname.replace(/\/+$/, '');
  }
  throw badUsage(`--url must be like http://127.0.0.1:8000, not "${text}"`);
}
