import { type Flaw, nanoFromUsd } from '@callscope/call-events';

type Data = Readonly<Record<string, unknown>>;

export const USD_RULE = 'must be an amount of USD from 0 to 9000000, a number or a decimal text';
export const SAME_AMOUNT_RULE = 'must be the same amount as its twin in nano-USD';

/** How money is sent, and how it is stored. What is stored is taken too. */
export const AMOUNTS = [
  { sent: 'amount_usd', stored: 'amount_nano_usd' },
  { sent: 'savings_usd', stored: 'savings_nano_usd' },
] as const;

/** A decimal amount of USD as integer nano-USD; null when it is none. */
export function nanoFromSent(usd: unknown): number | null {
  return typeof usd === 'number' || typeof usd === 'string' ? nanoFromUsd(usd) : null;
}

/** `data` of a cost with its amounts in nano-USD, or what is wrong with the first of them. */
export function inNanoUsd(data: Data): { readonly data: Data } | { readonly flaw: Flaw } {
  // Left out, not deleted: an object that lost a key is slow ever after.
  const { amount_usd: _amount, savings_usd: _savings, ...copy }: Record<string, unknown> = data;
  for (const { sent, stored } of AMOUNTS) {
    const usd = data[sent] ?? null;
    if (usd === null) continue;
    const nano = nanoFromSent(usd);
    if (nano === null) return { flaw: { field: `data.${sent}`, message: USD_RULE } };
    if ((data[stored] ?? nano) !== nano) return { flaw: { field: `data.${sent}`, message: SAME_AMOUNT_RULE } };
    copy[stored] = nano;
  }
  // Nobody who sends `amount_usd` knows the other name.
  if ((copy['amount_nano_usd'] ?? null) === null) return { flaw: { field: 'data.amount_usd', message: 'is required' } };
  return { data: copy };
}
