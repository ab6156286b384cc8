import { firstValueFrom, toArray, take } from 'rxjs';
import { post } from '../../../test/support/http';
import { scrape } from '../../../test/support/scrape';
import { startService } from '../../../test/support/service';
import { until } from '../../../test/support/until';
import { events$ } from './observable';

const event = (id: string) => ({ id, type: 'call.ended', call_id: 'call-1' });

it('emits each event, and unsubscribing closes the connection', async () => {
  const service = await startService();
  await post(`${service.url}/api/v2/events`, [event('a'), event('b'), event('c')]);
  const two = await firstValueFrom(events$({ url: service.url, after: 0 }).pipe(take(2), toArray()));
  expect(two).toMatchObject([{ event: { id: 'a' } }, { event: { id: 'b' } }]);
  await until(async () => (await scrape(service)).values.get('callscope_sse_readers{stream="events"}') === 0);
});

it('errors with what is final', async () => {
  const service = await startService();
  await expect(firstValueFrom(events$({ url: service.url, after: 0, types: ['x'] }))).rejects.toMatchObject({
    status: 400,
  });
});

it('completes by the signal', async () => {
  const service = await startService();
  const abort = new AbortController();
  const all = firstValueFrom(events$({ url: service.url, signal: abort.signal }).pipe(toArray()));
  abort.abort();
  expect(await all).toEqual([]);
});
