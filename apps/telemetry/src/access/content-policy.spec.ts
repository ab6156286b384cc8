import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { contentPolicyOf } from './content-policy';
import { LOGIN_PAGE_HEADERS, loginPageAfter } from './login-page';

const sha = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const part = (policy: string, name: string): string | undefined =>
  policy.split('; ').find((directive) => directive.startsWith(`${name} `));

it('lets run what the page holds, and nothing else', () => {
  const policy = contentPolicyOf('<script type="module">let a = "<style>";</script>\r\n<style rel=x>\r\nb{}\n</style>');
  expect(policy).toBe(
    `default-src 'none'; script-src ${sha('let a = "<style>";')}; style-src ${sha('\nb{}\n')}; connect-src 'self'; ` +
      `img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  );
});

it('lists each script once, and forbids what there is none of', () => {
  const policy = contentPolicyOf('<script>a</script><SCRIPT>b</SCRIPT ><script>a</script>');
  expect(part(policy, 'script-src')).toBe(`script-src ${sha('a')} ${sha('b')}`);
  expect(part(policy, 'style-src')).toBe(`style-src 'none'`);
});

it('knows a packed script by what it unpacks to', () => {
  const packed = deflateRawSync('let word = "né";').toString('base64');
  const policy = contentPolicyOf(`<template data-packed>${packed}</template><script>run</script>`);
  expect(part(policy, 'script-src')).toBe(`script-src ${sha('run')} ${sha('let word = "né";')}`);
});

it.each(['unauthorized', 'forbidden_scope', 'too_many_requests', 'anything'])(
  'fits the login page, whatever it says and in which language: %s',
  (code) => {
    for (const language of ['en', 'de'] as const) {
      const page = loginPageAfter(code, language);
      expect(contentPolicyOf(page)).toBe(LOGIN_PAGE_HEADERS['Content-Security-Policy']);
      expect(page === loginPageAfter('', language)).toBe(code === 'anything');
    }
  },
);
