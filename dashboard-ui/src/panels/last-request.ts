/** What `GET /ready` tells of the intakes since the service was started. Instants in epoch ms. */
export interface Intake {
  readonly last_accepted_at: number | null;
  readonly last_refused: { readonly at: number; readonly code: string; readonly field: string | null } | null;
}

export interface LastRequest {
  readonly at: number;
  /** Why it was refused; null when it was not. */
  readonly reason: string | null;
}

/** The later of the two; one that was taken and refused in part counts as refused, so that the reason is read. */
export function lastRequest({ last_accepted_at, last_refused }: Intake): LastRequest | null {
  if (last_refused !== null && last_refused.at >= (last_accepted_at ?? 0)) {
    const { at, code, field } = last_refused;
    return { at, reason: field === null ? code : `${code}: ${field}` };
  }
  return last_accepted_at === null ? null : { at: last_accepted_at, reason: null };
}
