import { getJson, post } from '../../../../test/support/http';
import { type RunningService, startService } from '../../../../test/support/service';
import { StreamReader } from '../../../../test/support/stream';

let service: RunningService;
let url: string;
let calls = 0;

beforeAll(async () => {
  service = await startService();
  url = `${service.url}/api/v2/events`;
});

/** An id that no other test uses. */
const newCall = (): string => `call-${(calls += 1)}`;

const ended = (call_id: string) => ({ id: `${call_id}:end`, type: 'call.ended', call_id });
const started = (call_id: string) => ({ type: 'call.started', call_id, data: { direction: 'inbound' } });

const idsOf = async (call: string): Promise<string[]> => {
  const { body } = await getJson<{ events: { id: string }[] }>(`${service.url}/api/v2/calls/${call}/events`);
  return body.events.map((event) => event.id);
};

describe('deleting calls', () => {
  const remove = async (body: object): Promise<unknown> =>
    (await post(`${service.url}/api/dashboard/calls/delete`, body)).body;
  const listed = async (): Promise<string[]> =>
    (await getJson<{ call_id: string }[]>(`${service.url}/api/dashboard/calls?limit=1000`)).body.map(
      (row) => row.call_id,
    );
  const total = async (): Promise<unknown> =>
    (await getJson(`${service.url}/api/dashboard/aggregates`)).body['total_calls'];

  it('takes ended calls from lists and totals, once', async () => {
    const [one, two, live] = [newCall(), newCall(), newCall()];
    await post(url, [ended(one), ended(two), started(live)]);
    const before = (await total()) as number;
    expect(await remove({ call_ids: [one, live, 'nobody', one, two] })).toEqual({ deleted: [one, two] });
    expect(await total()).toBe(before - 2);
    expect(await listed()).not.toContain(one);
    expect(await remove({ call_ids: [one, two] })).toEqual({ deleted: [] });
    expect(await idsOf(one)).toEqual([`${one}:end`, expect.stringMatching(`^callscope:${one}:hidden:\\d+$`)]);
  });

  it('takes one call by its own path', async () => {
    const [call, live] = [newCall(), newCall()];
    await post(url, [ended(call), started(live)]);
    const erase = async (id: string): Promise<unknown> =>
      (await fetch(`${service.url}/api/dashboard/calls/${id}`, { method: 'DELETE' })).json();
    expect(await erase(call)).toEqual({ deleted: [call] });
    expect([await erase(call), await erase(live), await erase('nobody')]).toEqual([
      { deleted: [] },
      { deleted: [] },
      { deleted: [] },
    ]);
  });

  it('is told on the stream of the dashboard', async () => {
    const call = newCall();
    await post(url, ended(call));
    const reader = await StreamReader.open(`${service.url}/api/dashboard/events`);
    await remove({ call_ids: [call] });
    expect(await reader.until(() => true)).toMatchObject({ event: 'calls_deleted', data: { call_ids: [call] } });
    await reader.close();
  });

  it('refuses what is no list of ids, in the words of the dashboard', async () => {
    const answer = await post(`${service.url}/api/dashboard/calls/delete`, { call_ids: [5] });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      ok: false,
      error: expect.stringMatching(/^call_ids must be/),
      code: 'invalid_field',
    });
  });

  it('does not take its ids from whoever sends them', async () => {
    const answer = await post(url, { ...ended(newCall()), id: 'callscope:x:hidden:1' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'id' }] } });
  });
});
