import type { NamedEventType, StoredEvent } from '@callscope/call-events';

type Stored<T extends NamedEventType> = Extract<StoredEvent, { type: T }>;
/** Fields of erased events may be missing, whatever their type says. */
type Teller<T extends NamedEventType> = (data: Partial<Stored<T>['data']>) => readonly unknown[];

const MAX_CHARACTERS = 200;

const start: Teller<'call.started' | 'call.initiated'> = ({ direction, from, to, carrier }) => [
  direction,
  labelled('from', from),
  labelled('to', to),
  labelled('by', carrier),
];
const turn: Teller<'turn.completed' | 'turn.corrected'> = (data) => [
  labelled('turn', data.turn),
  data.outcome,
  labelled('response', ms(data.latency?.response_ms)),
  quoted(data.user_text),
  data.agent_text === undefined ? undefined : `-> ${quoted(data.agent_text)}`,
];
const nothing = (): readonly unknown[] => [];

const tellers: { readonly [T in NamedEventType]: Teller<T> } = {
  'call.initiated': start,
  'call.started': start,
  'call.status_changed': ({ status }) => [status],
  'turn.started': (data) => [labelled('turn', data.turn)],
  'turn.completed': turn,
  'turn.corrected': turn,
  'transcript.final': ({ role, text }) => [role, quoted(text)],
  'latency.recorded': ({ stage, value_ms, turn: of }) => [stage, ms(value_ms), labelled('turn', of)],
  'usage.recorded': ({ component, provider, model }) => [component, provider, model],
  'cost.recorded': ({ component, amount_nano_usd: nano, basis, mode }) => [
    component,
    nano === undefined ? undefined : `$${(nano / 1e9).toFixed(6)}`,
    basis,
    mode,
  ],
  'tool.started': ({ name }) => [name],
  'tool.ended': ({ name, status, duration_ms }) => [name, status, ms(duration_ms)],
  'interruption.detected': ({ kind, turn: of }) => [kind, labelled('turn', of)],
  'error.raised': ({ fatal, component, code, message }) => [
    fatal === true ? 'fatal' : undefined,
    component,
    code,
    message,
  ],
  'recording.available': ({ url, recording_id, duration_ms }) => [url ?? recording_id, ms(duration_ms)],
  'call.ended': ({ reason, duration_ms }) => [reason, ms(duration_ms)],
  'call.analyzed': ({ success, sentiment, summary }) => [
    success === undefined ? undefined : success ? 'success' : 'no success',
    sentiment,
    quoted(summary),
  ],
  'call.timed_out': nothing,
  'call.hidden': nothing,
  'call.unhidden': nothing,
  'call.erased': ({ events }) => [labelled('events', events)],
};

/** The most telling of an event's data, in one line; all of it for a type that we do not know. */
export function gist({ type, data }: StoredEvent): string {
  const teller = Object.hasOwn(tellers, type) ? (tellers[type as NamedEventType] as Teller<NamedEventType>) : null;
  const text = teller
    ? teller(data)
        .filter((part) => part !== undefined && part !== '')
        .join(' ')
    : JSON.stringify(data);
  const characters = Array.from(text);
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : text;
}

function labelled(label: string, value: string | number | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : `${label} ${value}`;
}

function ms(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${Math.round(value)} ms`;
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : `"${text}"`;
}
