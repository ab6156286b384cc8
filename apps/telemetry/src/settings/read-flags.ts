import { nearest } from './nearest';
import { BadSettingError, SETTINGS } from './settings';

/** What stands on the command line: the text of each flag that is given, or that help is wanted. */
export type Flags = ReadonlyMap<string, string> | 'help';

type Flag = (typeof SETTINGS)[keyof typeof SETTINGS];

const BY_NAME: ReadonlyMap<string, Flag> = new Map(
  Object.values(SETTINGS).map((setting) => [`--${setting.flag}`, setting]),
);
const HELP: readonly string[] = ['--help', '-h'];

/**
 * `--flag value` and `--flag=value`; of a flag given twice the last one counts, or all where there may be many.
 * @throws BadSettingError that names what is no flag, or a flag without its value.
 */
export function readFlags(args: readonly string[]): Flags {
  if (args.some((arg) => HELP.includes(arg))) return 'help';
  const given = new Map<string, string>();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const setting = settingOf(arg);
    const text = valueOf(arg, setting, rest);
    const former = given.get(setting.flag);
    given.set(setting.flag, setting.many && former !== undefined ? `${former},${text}` : text);
  }
  return given;
}

/** What follows a `=` is left out of the words: it may be a secret that was taken for a setting. */
function settingOf(arg: string): Flag {
  const [name = ''] = arg.split('=', 1);
  const setting = BY_NAME.get(name);
  if (setting) return setting;
  if (HELP.includes(name)) throw new BadSettingError(`${name} takes no value`);
  if (!arg.startsWith('-')) throw new BadSettingError(`"${arg}" is no setting: settings are given as --port 8000`);
  const known = nearest(
    name.replace(/^-+/, ''),
    Object.values(SETTINGS).map(({ flag }) => flag),
  );
  throw new BadSettingError(`${name} is no setting; the nearest is --${known} (all of them: --help)`);
}

/** Takes the value out of `rest` when it stands apart from its flag. */
function valueOf(arg: string, setting: Flag, rest: string[]): string {
  const equals = arg.indexOf('=');
  if (equals >= 0) return arg.slice(equals + 1);
  if (rest[0] !== undefined && !rest[0].startsWith('-')) return rest.shift() ?? '';
  if (setting.bare !== undefined) return setting.bare;
  throw new BadSettingError(`--${setting.flag} needs a value: --${setting.flag}=${setting.value}`);
}
