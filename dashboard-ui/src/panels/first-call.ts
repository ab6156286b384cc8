/** Where Patter SDKs post to without being told. */
export const SDK_PORT = '8000';

/** One command that makes a first call appear, for the service that this page came from. */
export function firstCallCommand(origin: string): string {
  const body = JSON.stringify({ call_id: 'demo-1', caller: '+15550100', callee: '+15550199' });
  return [`curl ${origin}/api/dashboard/ingest \\`, `  -H 'content-type: application/json' \\`, `  -d '${body}'`].join(
    '\n',
  );
}
