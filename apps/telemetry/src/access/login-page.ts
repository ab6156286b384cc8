import { contentPolicyOf } from './content-policy';
import { LOGIN_WORDS, type LoginLanguage } from './login-words';

/** In the colours of the page behind it, which it cannot ask which theme was chosen: it goes by the system's. */
const STYLE = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#f7f4f0, #131110);
  --dot: light-dark(#ded6cc, #2a2623);
  --surface: light-dark(#ffffff, #1a1816);
  --line: light-dark(#e9e3db, #2d2926);
  --control: light-dark(#8f8478, #7d736a);
  --ink: light-dark(#1e1a17, #f3eee9);
  --ink-2: light-dark(#5a524b, #bdb4ab);
  --accent: light-dark(#f5a27a, #ffb48f);
  --on-accent: #2a1408;
  --focus: light-dark(#b4501c, #ffb48f);
  --bad: light-dark(#b3261e, #ff9c8a);
  font: 16px/24px system-ui, sans-serif;
}
* { box-sizing: border-box; }
body {
  display: grid;
  place-items: center;
  min-height: 100vh;
  margin: 0;
  padding: 16px;
  background: radial-gradient(var(--dot) 1px, transparent 1px) 0 0 / 16px 16px var(--bg);
  color: var(--ink);
}
main { width: 100%; max-width: 360px; }
form {
  display: grid;
  gap: 16px;
  padding: 24px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--surface);
}
h1 { display: flex; align-items: center; gap: 10px; margin: 0; font-size: 16px; font-weight: 600; }
svg { width: 28px; height: 28px; }
rect { fill: var(--accent); }
path { fill: none; stroke: var(--on-accent); stroke-width: 1.75; stroke-linecap: round; }
label { display: grid; gap: 6px; color: var(--ink-2); font-size: 13px; font-weight: 500; line-height: 20px; }
input, button { min-height: 40px; padding: 0 12px; border: 1px solid var(--control); border-radius: 6px; font: inherit; }
input { width: 100%; background: var(--surface); color: var(--ink); font-size: 16px; }
button {
  border-color: transparent;
  background: var(--accent);
  color: var(--on-accent);
  font-size: 14px;
  font-weight: 600;
  cursor: pointer;
}
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
p { margin: 0; color: var(--ink-2); font-size: 13px; line-height: 20px; }
[role='alert'] { color: var(--bad); font-weight: 500; }
`;

const BRAND =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="1" y="1" width="22" height="22" rx="7" />' +
  '<path d="M5 12h2.5M9.5 8v8M12 5.5v13M14.5 9.5v5M16.5 12H19" /></svg>';

/**
 * The page that asks for a token. After a refusal it says what was wrong, by the code of the refusal. No word of a
 * request stands in it.
 */
export function loginPageAfter(code: string, language: LoginLanguage): string {
  const { title, token, open, about, refused } = LOGIN_WORDS[language];
  const wrong = (refused as Readonly<Record<string, string>>)[code];
  const notice = wrong === undefined ? '' : `\n        <p role="alert">${wrong}</p>`;
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Callscope: ${title}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <form method="post" action="/login">
        <h1>${BRAND}Callscope</h1>${notice}
        <label>${token}<input type="password" name="token" autocomplete="current-password" required autofocus /></label>
        <button>${open}</button>
        <p>${about}</p>
      </form>
    </main>
  </body>
</html>
`;
}

/** All of them hold the same style and no script. */
export const LOGIN_PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentPolicyOf(loginPageAfter('', 'en')),
  // Without any referrer a browser would not say either which origin a form comes from.
  'Referrer-Policy': 'same-origin',
} as const;
