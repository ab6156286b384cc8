/** Takes calls out of every list and total, or puts them back. The ids that changed; null when it could not be done. */
export async function hideCalls(what: 'hide' | 'unhide', callIds: readonly string[]): Promise<string[] | null> {
  try {
    const answer = await fetch(`/api/v2/calls/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ call_ids: callIds }),
    });
    return answer.ok ? ((await answer.json()) as { changed: string[] }).changed : null;
  } catch {
    return null;
  }
}
