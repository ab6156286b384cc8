import { parseArgs } from 'node:util';
import { BadSettingError, envName, type Settings, SETTINGS } from './settings';

/** What the command line asks for: to run with settings, or to explain itself. */
export type Wish = { readonly kind: 'run'; readonly settings: Settings } | { readonly kind: 'help' };

/**
 * Reads flags, and for those not given their env twins.
 * @throws BadSettingError that names the flag or the variable.
 */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Wish {
  const flags = readFlags(args);
  if (flags['help'] === true) return { kind: 'help' };
  const entries = Object.entries(SETTINGS).map(([key, { flag, initial, read }]) => {
    const fromFlag = flags[flag];
    const fromEnv = env[envName(flag)];
    const text = typeof fromFlag === 'string' ? fromFlag : (fromEnv ?? initial);
    const name = typeof fromFlag === 'string' || fromEnv === undefined ? `--${flag}` : envName(flag);
    try {
      return [key, read(text)] as const;
    } catch (error) {
      throw new BadSettingError(`${name} ${(error as Error).message}, not "${text}"`);
    }
  });
  return { kind: 'run', settings: Object.fromEntries(entries) as unknown as Settings };
}

function readFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
  const known = Object.values(SETTINGS).map(({ flag }) => [flag, { type: 'string' as const }]);
  try {
    const options = {
      ...(Object.fromEntries(known) as Record<string, { type: 'string' }>),
      help: { type: 'boolean' as const },
    };
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new BadSettingError((error as Error).message.split('\n')[0] ?? 'the command line cannot be read');
  }
}

export function helpText(): string {
  const rows = Object.values(SETTINGS).map(
    ({ flag, value, initial, help }) =>
      `  ${`--${flag} ${value}`.padEnd(22)} ${help} (default ${initial}; ${envName(flag)})`,
  );
  return [
    'Callscope: an event log of AI phone calls, live on one page.',
    '',
    ...rows,
    `  ${'--help'.padEnd(22)} this text`,
    '',
  ].join('\n');
}
