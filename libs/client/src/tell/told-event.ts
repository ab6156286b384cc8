import type { CallEvent, CostRecorded, EventSource, TranscriptPartialData } from '@callscope/call-events';

/**
 * An event as it is told: `{id?, type, call_id, occurred_at?, source?, turn?, data?}`, with the `data` of its type.
 * Without an `id` the producer makes one, without `occurred_at` (epoch ms, or ISO 8601 with a zone) it takes the time of
 * telling. What is not known is left out or null. The turn may stand in `data` or beside it. Costs may be told in USD.
 */
export type ToldEvent = ToldOf<TakenEvent> | Told<'transcript.partial', TranscriptPartialData>;

/** The service writes these itself and takes them from nobody. */
type TakenEvent = Exclude<CallEvent, { type: 'call.timed_out' | 'call.hidden' | 'call.unhidden' | 'call.erased' }>;

type ToldOf<E extends CallEvent> = E extends CostRecorded
  ? Told<E['type'], CostInUsd | E['data'], E['v']>
  : E extends CallEvent
    ? Told<E['type'], E['data'], E['v']>
    : never;

type Told<Type extends string, Data extends object, Version extends number = 1> = {
  readonly type: Type;
  readonly call_id: string;
  readonly id?: string | undefined;
  readonly occurred_at?: number | string | undefined;
  readonly source?: Lenient<Partial<EventSource>> | undefined;
  readonly turn?: number | null | undefined;
  /** For who tells again what was stored: the version of the type. */
  readonly v?: Version | undefined;
} & WithData<ToldData<Data>>;

type ToldData<Data extends object> = Data extends object
  ? Lenient<Omit<Data, 'turn'>> & { readonly turn?: number | null | undefined }
  : never;

/** It may be left out where nothing in it must be told. */
type WithData<Data extends object> =
  Partial<Data> extends Data ? { readonly data?: Data | undefined } : { readonly data: Data };

type CostInUsd = Omit<CostRecorded['data'], 'amount_nano_usd' | 'savings_nano_usd'> & {
  /** A number, or a decimal text. */
  readonly amount_usd: number | string;
  readonly savings_usd?: number | string;
};

/** What may be absent may be null as well. */
type Lenient<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]: T extends Record<Key, T[Key]> ? Lenient<T[Key]> : Lenient<T[Key]> | null | undefined }
    : T;
