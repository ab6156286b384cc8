import { SESSION_S } from './session-cookie';

/** What the login page says. */
export interface LoginWords {
  readonly title: string;
  readonly token: string;
  readonly open: string;
  readonly about: string;
  /** By the code of the refusal. */
  readonly refused: Readonly<Record<'unauthorized' | 'forbidden_scope' | 'too_many_requests', string>>;
}

/** The languages of the page behind it. */
export type LoginLanguage = 'en' | 'de';

const HOURS = SESSION_S / 3_600;

export const LOGIN_WORDS: Readonly<Record<LoginLanguage, LoginWords>> = {
  en: {
    title: 'log in',
    token: 'Access token',
    open: 'Open the board',
    about: `A token of this service that may read. The session ends after ${HOURS} hours, or when you log out.`,
    refused: {
      unauthorized: 'That is no token of this service.',
      forbidden_scope: 'That token does not allow reading.',
      too_many_requests: 'Too many wrong tokens. Try again in a minute.',
    },
  },
  de: {
    title: 'Anmelden',
    token: 'Zugangstoken',
    open: 'Zu den Anrufen',
    about: `Ein Token dieses Dienstes, das lesen darf. Die Sitzung endet nach ${HOURS} Stunden oder mit dem Abmelden.`,
    refused: {
      unauthorized: 'Das ist kein Token dieses Dienstes.',
      forbidden_scope: 'Dieses Token erlaubt das Lesen nicht.',
      too_many_requests: 'Zu viele falsche Tokens. Versuche es in einer Minute wieder.',
    },
  },
};
