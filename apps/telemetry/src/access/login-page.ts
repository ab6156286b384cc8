import { contentPolicyOf } from './content-policy';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
form { display: grid; gap: 0.75rem; width: min(22rem, 90vw); }
h1 { margin: 0; font-size: 1.25rem; }
label { display: grid; gap: 0.25rem; }
input, button { font: inherit; padding: 0.5rem 0.75rem; border: 1px solid; border-radius: 0.5rem; }
button { cursor: pointer; }
[role='alert'] { margin: 0; font-weight: 600; }
`;

function page(notice: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Callscope: log in</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <form method="post" action="/login">
        <h1>Callscope</h1>${notice}
        <label>Access token<input type="password" name="token" autocomplete="current-password" required autofocus /></label>
        <button>Open the board</button>
      </form>
    </main>
  </body>
</html>
`;
}

/** The pages that ask for a token. No word of a request stands in them. */
export const LOGIN_PAGE = page('');
const notice = (text: string): string => `\n        <p role="alert">${text}</p>`;

const AGAIN: Readonly<Record<string, string>> = {
  unauthorized: page(notice('That is no token of this service.')),
  forbidden_scope: page(notice('That token does not allow reading.')),
  too_many_requests: page(notice('Too many wrong tokens. Try again in a minute.')),
};

/** The page for who was refused, by the code of the refusal. */
export function loginPageAfter(code: string): string {
  return AGAIN[code] ?? LOGIN_PAGE;
}

/** All of them hold the same style and no script. */
export const LOGIN_PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentPolicyOf(LOGIN_PAGE),
  // Without any referrer a browser would not say either which origin a form comes from.
  'Referrer-Policy': 'same-origin',
} as const;
