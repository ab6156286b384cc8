import type { Words } from '../en';

export const bar: Words['bar'] = {
  live: 'aktiv',
  views: 'Ansichten',
  parts: 'Bereiche',
  Live: 'Live',
  inProgress: 'laufend',
  range: 'Zeitraum der Zahlen',
  searchAndRange: 'Suche und Zeitraum',
  mask: 'Nummern maskieren',
  searchCalls: 'Anrufe suchen',
  searchBy: 'ID, Nummer, Agent oder Worte',
  theme: (now, next) => `Design: ${now}. Weiter zu ${next}`,
  new: 'neu',
  connected: 'Verbunden',
  noEvents: 'noch keine Events',
  lag: 'Rückstand',
  lagTitle: 'Rückstand: vom Speichern bis hier. p pausiert.',
};

export const key: Words['key'] = {
  help: 'Hilfe zur Tastatur',
  keys: 'Tasten',
  close: 'Schließen',
  logOut: 'Abmelden',
  next: 'Nächste und vorige Zeile',
  events: 'Events des Anrufs',
  back: 'Zurück, dem neuesten folgen',
  pause: 'Pause und weiter',
  these: 'Diese Tasten',
  language: 'Sprache',
};

export const note: Words['note'] = {
  lost: 'Verbindung verloren.',
  tryNow: 'Jetzt versuchen',
  asOf: 'Zahlen von',
  complete: 'Die Seite versucht es weiter und ist dann wieder vollständig.',
  noAnswer: (host) => `Der Dienst auf ${host} antwortet nicht. Die Seite versucht es weiter.`,
  newVersion: 'Neue Version: neu laden.',
  reload: 'Neu laden',
  version: 'Diese Seite ist Version',
  service: ', der Dienst ist',
  stayLive: 'jetzt. Die Zahlen bleiben live.',
  paused: 'Pausiert.',
  resume: 'Weiter',
  changed: (n) => `${n === 1 ? 'Anruf' : 'Anrufe'} geändert, davon`,
  holdStill: 'neu. Liste und Zahlen stehen; die Aufzeichnung läuft weiter.',
};
