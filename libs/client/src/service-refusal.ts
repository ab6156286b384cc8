/** The service answered, and not with what was asked for. */
export class ServiceRefusal extends Error {
  constructor(
    /** Of the HTTP answer. */
    readonly status: number,
    /** The code of the contract, like `unauthorized`; `http_<status>` when the answer has none. */
    readonly code: string,
    message: string,
    /** What `Retry-After` asks for, in ms; null when it asks for nothing. */
    readonly retryAfterMs: number | null,
  ) {
    super(message);
    this.name = 'ServiceRefusal';
  }
}

const MAX_RETRY_AFTER_S = 3_600;

/** Reads the answer to its end, so that its connection is free again. */
export async function refusalOf(response: Response): Promise<ServiceRefusal> {
  const { code, detail, error } = await problemIn(response);
  const message = textOf(detail) ?? textOf(error) ?? `the service answered ${response.status}`;
  return new ServiceRefusal(
    response.status,
    textOf(code) ?? `http_${response.status}`,
    message,
    retryAfterMs(response),
  );
}

async function problemIn(response: Response): Promise<{ code?: unknown; detail?: unknown; error?: unknown }> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Only seconds: the service never answers with a date. */
function retryAfterMs(response: Response): number | null {
  const text = response.headers.get('retry-after') ?? '';
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), MAX_RETRY_AFTER_S) * 1_000 : null;
}
