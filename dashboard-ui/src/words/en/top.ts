/** The bar at the top. */
export const bar = {
  live: 'live',
  views: 'Views',
  parts: 'Parts',
  Live: 'Live',
  inProgress: 'in progress',
  range: 'Range of the figures',
  searchAndRange: 'Search and range',
  mask: 'Mask numbers',
  searchCalls: 'Search calls',
  searchBy: 'Id, number, agent or words said',
  theme: (now: string, next: string): string => `Theme: ${now}. Change to ${next}`,
  new: 'new',
  connected: 'Connected',
  noEvents: 'no events yet',
  lag: 'lag',
  lagTitle: 'Lag: from stored to told. Press p to pause.',
};

/** The keys. */
export const key = {
  help: 'Keyboard help',
  keys: 'Keys',
  close: 'Close',
  logOut: 'Log out',
  next: 'Next and previous row',
  events: 'Events of the call',
  back: 'Back, follow the newest',
  pause: 'Pause and resume',
  these: 'These keys',
  language: 'Language',
};

/** Banners. */
export const note = {
  lost: 'Connection lost.',
  tryNow: 'Try now',
  asOf: 'Numbers are as of',
  complete: 'The page keeps trying and is complete again with the next connection.',
  noAnswer: (host: string): string => `The service at ${host} does not answer. The page keeps trying.`,
  newVersion: 'New version, reload.',
  reload: 'Reload',
  version: 'This page is of version',
  service: ', the service is',
  stayLive: 'now. Numbers stay live.',
  paused: 'Paused.',
  resume: 'Resume',
  changed: (n: number): string => `${n === 1 ? 'call' : 'calls'} changed,`,
  holdStill: 'of them new. List and figures hold still so that you can read; recording goes on.',
};
