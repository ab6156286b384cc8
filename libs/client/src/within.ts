/**
 * Does work under a signal that also comes after so many ms. The timer is our own: one by `AbortSignal.timeout` that
 * nothing but `AbortSignal.any` knows of may be collected as garbage (Node 20), and then it never comes.
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('the service fell silent')), ms);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}
