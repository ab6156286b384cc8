/** What is asked of the browser, so that a spec can answer in its place. */
export interface LoginAsked {
  readonly isVisible: () => boolean;
  /** The status of the page itself: a stream that fails does not tell why. */
  readonly status: () => Promise<number>;
  readonly reload: () => void;
}

const ofBrowser: LoginAsked = {
  isVisible: () => document.visibilityState === 'visible',
  status: async () => (await fetch('/', { method: 'HEAD', headers: { accept: 'text/html' } })).status,
  reload: () => location.reload(),
};

/**
 * Goes to the login form when the service asks for a login now: it stands where the page stood. The page itself is
 * asked first, so this never reloads for nothing. A tab that nobody looks at stays: it is live again by itself once
 * somebody has logged in in another one.
 */
export async function goToLoginIfAsked({ isVisible, status, reload }: LoginAsked = ofBrowser): Promise<void> {
  if (!isVisible()) return;
  if ((await status().catch(() => null)) === 401) reload();
}
