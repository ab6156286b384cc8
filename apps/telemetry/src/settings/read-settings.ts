import { isLoopback } from './loopback';
import { readFlags } from './read-flags';
import { BadSettingError, envName, type GivenSettings, SETTINGS } from './settings';
import { refuseUnknownVariables } from './unknown-variables';

/** What the command line asks for: to run with settings, or to explain itself. */
export type Wish = { readonly kind: 'run'; readonly given: GivenSettings } | { readonly kind: 'help' };

/**
 * Reads flags, and for those not given their env twins.
 * @throws BadSettingError that names the flag or the variable.
 */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Wish {
  const flags = readFlags(args);
  if (flags === 'help') return { kind: 'help' };
  refuseUnknownVariables(env);
  const entries = Object.entries(SETTINGS).map(([key, setting]) => {
    const { flag } = setting;
    const text = flags.get(flag) ?? env[envName(flag)];
    return [key, valueOf(setting, text, flags.has(flag) ? `--${flag}` : envName(flag))] as const;
  });
  const given = Object.fromEntries(entries) as unknown as GivenSettings;
  refuseOpenDoor(given);
  return { kind: 'run', given };
}

function valueOf(setting: (typeof SETTINGS)[keyof GivenSettings], text: string | undefined, name: string): unknown {
  if (text === undefined && setting.unset !== undefined) return setting.unset;
  try {
    return setting.read(text ?? setting.initial);
  } catch (error) {
    // Who takes such a setting for the place of a token has given a secret.
    const what = setting.secretive ? 'not what was given' : `not "${text ?? ''}"`;
    throw new BadSettingError(`${name} ${(error as Error).message}, ${what}`);
  }
}

/** Without a token nobody but this machine may reach the service, and nobody can be asked for one. */
function refuseOpenDoor({ host, tokenFile, ingestToken }: GivenSettings): void {
  if (tokenFile !== null) return;
  const how = 'give --token-file FILE, which is made with a new token when it is missing';
  if (!isLoopback(host)) throw new BadSettingError(`--host ${host} lets others in, which takes a token: ${how}`);
  if (ingestToken === 'required') throw new BadSettingError(`--ingest-token required takes a token to ask for: ${how}`);
}
