import { causeOf, codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { badUsage, noMoreWords } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf } from '../form/form';
import { formCommand } from '../form/form-command';
import { tokenIn } from '../data/token-file';

const HEALTH_FORM = formOf({
  name: 'health',
  purpose: 'asks whether a service answers, for the health check of a container',
  about: 'Asks a service how it is, once, and says it in a line and by the exit code.',
  flags: {
    url: {
      value: 'URL',
      says: `where the service listens (default http://127.0.0.1 and CALLSCOPE_PORT, or ${COMMON.url.fallback})`,
    },
    'token-file': tokenFileFlag('read'),
    ready: { says: 'ask GET /ready, whether it takes calls now, instead of GET /health, whether it lives' },
    timeout: { value: 'SECONDS', says: 'how long it may take to answer', fallback: '2' },
    json: { says: 'print the answer of the service' },
  },
  examples: ['health --ready --url http://127.0.0.1:8000'],
  exits: [
    [ExitCode.Done, 'it is well'],
    [ExitCode.SomeRefused, 'it is not, or nobody answers'],
    [ExitCode.BadUsage, 'bad flags'],
  ],
});

export const healthCommand = formCommand(HEALTH_FORM, async ({ values, words }, terminal) => {
  noMoreWords(words);
  const url = serviceUrl(values.url ?? ownUrl(process.env));
  const tokenFile = values['token-file'];
  const token = tokenFile === undefined ? undefined : tokenIn(tokenFile, 'read', 'read');
  const path = values.ready ? '/ready' : '/health';
  const answer = await ask(`${url}${path}`, token, secondsOf(values.timeout));
  if (values.json && answer.body !== '') terminal.out(`${answer.body}\n`);
  const said = `${url}${path} ${answer.said}\n`;
  if (answer.isWell) {
    if (!values.json) terminal.out(said);
    return ExitCode.Done;
  }
  terminal.err(`callscope health: ${said}`);
  return ExitCode.SomeRefused;
});

interface Answered {
  readonly isWell: boolean;
  readonly said: string;
  readonly body: string;
}

async function ask(url: string, token: string | undefined, seconds: number): Promise<Answered> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(seconds * 1_000),
    });
    return { isWell: response.ok, said: `answered ${response.status}`, body: (await response.text()).trim() };
  } catch (error) {
    const cause = causeOf(error) ?? error;
    return { isWell: false, said: `did not answer (${codeOf(cause) ?? messageOf(cause)})`, body: '' };
  }
}

/** In a container the port of the service stands in the same variable for both. */
function ownUrl({ CALLSCOPE_PORT: port }: NodeJS.ProcessEnv): string {
  return port !== undefined && /^\d{1,5}$/.test(port) ? `http://127.0.0.1:${port}` : COMMON.url.fallback;
}

function secondsOf(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= 3_600) return seconds;
  throw badUsage(`--timeout must be seconds, above 0, not "${text}"`);
}
