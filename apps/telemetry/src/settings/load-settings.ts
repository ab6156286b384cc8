import { isLoopback } from './loopback';
import type { GivenSettings, Settings } from './settings';
import { openTokenFile, type TokenFile } from './token-file';

const NO_FILE: TokenFile = { tokens: [], made: null, warnings: [] };

/** The settings whole, with what stands in files, and what is to be told about those. */
export interface LoadedSettings {
  readonly settings: Settings;
  /** One sentence for the user, with the token that was just made: told this once. */
  readonly news: string | null;
  /** Sentences for the log. */
  readonly warnings: readonly string[];
}

/**
 * Reads the files that settings name.
 * @throws BadSettingError that names the flag.
 */
export function loadSettings(given: GivenSettings): LoadedSettings {
  const { tokenFile, mask, ...rest } = given;
  const { tokens, made, warnings } = tokenFile === null ? NO_FILE : openTokenFile(tokenFile);
  return {
    settings: { ...rest, tokens, mask: mask ?? (isLoopback(given.host) ? 'off' : 'phones') },
    news: made === null ? null : `a token was made and stands in ${tokenFile ?? ''}: ${made}`,
    warnings,
  };
}
