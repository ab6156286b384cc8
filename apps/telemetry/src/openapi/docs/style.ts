/** The style sheet of the page. Colours are those of the board (dashboard-ui/src/styles/tokens.css). */
export const STYLE = `
:root {
  --bg: #f7f4f0; --surface: #ffffff; --sunk: #f3eee8; --line: #e9e3db; --line-2: #d5ccc1;
  --ink: #1e1a17; --ink-2: #5a524b; --ink-3: #6c6259;
  --accent: #f5a27a; --accent-soft: #fdefe7; --accent-ink: #9a4719; --focus: #b4501c;
  --bad: #b3261e; --ok: #1f6b4a; --delete-soft: #fcecea; --get-soft: #e3f0ea; --get-ink: #1f6b4a;
  --ui: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #131110; --surface: #1a1816; --sunk: #242120; --line: #2d2926; --line-2: #423b36;
    --ink: #f3eee9; --ink-2: #bdb4ab; --ink-3: #a89e95;
    --accent: #ffb48f; --accent-soft: #30231b; --accent-ink: #ffbf9f; --focus: #ffb48f;
    --bad: #ff9c8a; --ok: #7fd1a8; --delete-soft: #371f1b; --get-soft: #1b2b24; --get-ink: #7fd1a8;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 64px; background: var(--bg); }
body {
  margin: 0 auto; max-width: 1240px; padding: 0 24px 80px;
  display: grid; grid-template-columns: 320px minmax(0, 1fr); column-gap: 40px; align-items: start;
  color: var(--ink); font: 400 15px/1.6 var(--ui);
}
h1, h2, h3, h4, p, dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent-ink); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
code { font: 0.88em/1.5 var(--mono); overflow-wrap: anywhere; }
.top {
  grid-column: 1 / -1; position: sticky; top: 0; z-index: 1; display: flex; align-items: baseline; gap: 12px;
  margin: 0 -24px 32px; padding: 12px 24px; background: var(--bg); border-bottom: 1px solid var(--line-2);
}
.brand { color: var(--ink); font-weight: 650; text-decoration: none; }
.version { color: var(--ink-3); font: 13px var(--mono); }
.source { margin-left: auto; font: 13px var(--mono); }
.source + .source { margin-left: 0; }
.to-contents { display: none; }
nav {
  grid-column: 1; grid-row: 2; position: sticky; top: 80px; max-height: calc(100vh - 96px); overflow-y: auto;
  font-size: 13px; padding-bottom: 24px;
}
nav h2 { font-size: 13px; line-height: 20px; padding: 0 0 4px; }
nav ul + h2 { margin-top: 16px; }
nav h2 a { color: var(--ink); text-decoration: none; }
nav li a {
  display: flex; align-items: baseline; gap: 8px; padding: 3px 6px; margin-left: -6px; border-radius: 4px;
  color: var(--ink-2); text-decoration: none;
}
nav a:hover { color: var(--ink); background: var(--sunk); }
nav .method { flex: none; width: 52px; padding: 0; font-size: 10px; background: none; }
nav .path { font-size: 12px; font-weight: 400; }
main { grid-column: 2; grid-row: 2; min-width: 0; }
h1 { font-size: 30px; line-height: 38px; letter-spacing: -0.015em; margin-bottom: 12px; }
.lead { color: var(--ink-2); max-width: 72ch; }
.lead + .lead { margin-top: 10px; }
section { margin-top: 56px; }
section > h2 { font-size: 21px; line-height: 28px; letter-spacing: -0.01em; margin-bottom: 6px; }
section > p { color: var(--ink-2); max-width: 72ch; }
article {
  margin-top: 20px; padding: 20px 24px 22px; background: var(--surface); border: 1px solid var(--line);
  border-radius: 10px;
}
article:target { border-color: var(--accent); }
article > p { max-width: 72ch; }
article > p + p { margin-top: 8px; }
h3 { font-size: 16px; line-height: 24px; }
h3 a { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 10px; color: var(--ink); text-decoration: none; }
h3 a:hover .path { text-decoration: underline; }
.path { font-size: 15px; font-weight: 600; }
.method {
  padding: 1px 7px; border-radius: 4px; font: 700 11px/18px var(--mono); letter-spacing: 0.02em;
  background: var(--get-soft); color: var(--get-ink);
}
.method.post { background: var(--accent-soft); color: var(--accent-ink); }
.method.delete { background: var(--delete-soft); color: var(--bad); }
nav .method.post, nav .method.delete { background: none; }
.summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; margin-top: 6px; font-weight: 550; }
.tag {
  padding: 1px 7px; border: 1px solid var(--line-2); border-radius: 999px; color: var(--ink-2);
  font-size: 12px; font-weight: 400; white-space: nowrap;
}
h4 {
  margin: 20px 0 6px; color: var(--ink-2); font-size: 13px; line-height: 20px; font-weight: 650;
}
pre {
  margin: 12px 0 0; padding: 12px 14px; overflow-x: auto; background: var(--sunk); border-radius: 6px;
  font-size: 14px; line-height: 1.5; tab-size: 2;
}
pre code { overflow-wrap: normal; }
.fields > div { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 0 20px; padding: 7px 0; border-top: 1px solid var(--line); }
.fields { margin-top: 8px; border-bottom: 1px solid var(--line); font-size: 14px; }
.fields .fields { margin-top: 6px; border-bottom: 0; padding-left: 12px; border-left: 2px solid var(--line); }
.fields .fields > div { grid-template-columns: 160px minmax(0, 1fr); }
.fields .fields > div:first-child { border-top: 0; }
dt { overflow-wrap: anywhere; }
dd p { color: var(--ink-2); }
.opt, .bounds, .or { color: var(--ink-3); }
.opt { font-size: 12px; }
.media { margin-top: 6px; }
pre + .media { margin-top: 16px; }
.media > code { margin-right: 6px; color: var(--ink-2); }
.answer + .answer { margin-top: 14px; }
.status { font: 600 13px var(--mono); color: var(--ok); margin-right: 4px; }
.status.bad { color: var(--bad); }
article details { margin-top: 16px; }
.schema { margin-top: 8px; padding: 0 16px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
.schema > summary { padding: 9px 0; color: var(--ink); font: 600 14px var(--mono); }
.schema > div { padding-bottom: 16px; scroll-margin-top: 112px; }
.schema:has(:target) { border-color: var(--accent); }
summary { cursor: pointer; color: var(--ink-2); font-size: 13px; font-weight: 650; }
summary:hover { color: var(--ink); }
@media (max-width: 900px) {
  html { scroll-padding-top: 84px; }
  body { display: block; padding: 0 16px 48px; }
  .top { flex-wrap: wrap; row-gap: 0; margin: 0 -16px 24px; padding: 10px 16px; }
  .to-contents { display: inline; margin-left: auto; font-size: 14px; }
  .source { margin-left: 0; }
  h1 { font-size: 25px; line-height: 32px; }
  section { margin-top: 44px; }
  article { margin-inline: -8px; padding: 16px; }
  .fields > div, .fields .fields > div { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; max-height: none; margin-top: 56px; padding-top: 24px; border-top: 1px solid var(--line-2); font-size: 14px; }
  nav li a { padding-block: 8px; }
  nav .path { font-size: 13px; }
}
@media print {
  body { display: block; } nav, .top { display: none; } article { break-inside: avoid; }
}
`;
