import { posix, win32 } from 'node:path';

const commands = [
  // Debian's Chromium that has no window to begin with: a page costs it half as much.
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const windowsFiles = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Where a browser may be installed, the likeliest first. */
export function browserPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root);
    return windowsFiles.flatMap((file) => roots.map((root) => win32.join(root ?? '', ...file)));
  }
  const folders = (env['PATH'] ?? '').split(posix.delimiter).filter((folder) => folder);
  const onPath = commands.flatMap((command) => folders.map((folder) => posix.join(folder, command)));
  if (platform !== 'darwin') return onPath;
  const roots = ['/Applications', posix.join(env['HOME'] ?? '/', 'Applications')];
  const apps = macApps.flatMap((app) => roots.map((root) => posix.join(root, `${app}.app/Contents/MacOS/${app}`)));
  return [...apps, ...onPath];
}
