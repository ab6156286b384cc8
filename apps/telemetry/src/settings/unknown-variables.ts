import { nearest } from './nearest';
import { BadSettingError, ENV_PREFIX, envName, SETTINGS } from './settings';

/** Variables that others of this repository read: the page's development server, and the tests. */
const OF_OTHERS: ReadonlySet<string> = new Set(['CALLSCOPE_URL', 'CALLSCOPE_TEST_RUNS', 'CALLSCOPE_TEST_SEED']);

/**
 * A mistyped variable would leave its setting at the default, and nobody would know.
 * @throws BadSettingError that names the variable. Its value is left out: it may be a secret.
 */
export function refuseUnknownVariables(env: Readonly<Record<string, string | undefined>>): void {
  const known = Object.values(SETTINGS).map(({ flag }) => envName(flag));
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith(ENV_PREFIX) && !known.includes(name) && !OF_OTHERS.has(name))
    .sort()[0];
  if (unknown === undefined) return;
  throw new BadSettingError(
    `${unknown} is no setting; the nearest is ${nearest(unknown, known)} (all of them: --help)`,
  );
}
