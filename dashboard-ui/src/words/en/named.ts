import type { CallEnded, InterruptionDetected, ToolEnded } from '@callscope/call-events';

// These texts are found by what a source sent, or by a value of the page's own: their names are part of the page.

/** Status of a call. */
export const status = {
  queued: 'Queued',
  initiated: 'Initiated',
  ringing: 'Ringing',
  in_progress: 'Live',
  forwarding: 'Forwarding',
  completed: 'Completed',
  busy: 'Busy',
  no_answer: 'No answer',
  failed: 'Failed',
  canceled: 'Canceled',
  voicemail: 'Voicemail',
  timed_out: 'Timed out',
};

/** How a cost is known. */
export const basis = {
  estimated: 'estimated',
  vendor_reported: 'vendor reported',
  billed: 'billed',
};

/** Who speaks. */
export const speaker = {
  caller: 'Caller',
  agent: 'Agent',
  tool: 'Tool',
  system: 'System',
};

/** How a turn went. */
export const outcome = {
  completed: 'completed',
  interrupted: 'interrupted',
  abandoned: 'abandoned',
};

/** The themes. */
export const theme = {
  system: 'system',
  light: 'light',
  dark: 'dark',
};

/** Who called. */
export const direction = {
  inbound: 'inbound',
  outbound: 'outbound',
  web: 'web',
  unknown: 'unknown',
};

/** The parts of a cost. */
export const part = {
  stt: 'STT',
  llm: 'LLM',
  tts: 'TTS',
  telephony: 'Tel.',
  other: 'Other',
};

/** The stages of an answer. */
export const stage = {
  endpoint: 'Endpoint',
  stt: 'STT',
  llm: 'LLM first token',
  tts: 'TTS first byte',
  unattributed: 'Unattributed',
};

/** The connection. */
export const link = {
  connecting: 'Connecting',
  live: 'Live',
  behind: 'Catching up',
  paused: 'Paused',
  reconnecting: 'Reconnecting',
  lost: 'Lost',
  stale: 'Stale version',
};

/** Where a turn stands. */
export const phase = {
  caller: 'the caller speaks',
  waiting: 'waiting for the agent',
  agent: 'the agent answers',
  quiet: 'nobody speaks',
};

/** What latencies are split by. */
export const split = {
  agent: 'Agent',
  mode: 'Mode',
  carrier: 'Carrier',
};

/** Splits, as choices. */
export const by = {
  agent: 'By agent',
  mode: 'By mode',
  carrier: 'By carrier',
};

/** From when to when a stage is measured. */
export const from = {
  response: 'caller stops speaking to agent’s first audio',
  endpoint: 'caller stops until it counts as the end',
  stt: 'caller stops to final words',
  llm: 'words to first token, tools too',
  tts: 'text to first byte of sound',
};

type Sent = CallEnded['data']['reason'] | ToolEnded['data']['status'] | InterruptionDetected['data']['kind'];

/** Why a call ended, how a tool ran, what cut an answer off. */
export const sent = {
  user_hangup: 'user hangup',
  agent_hangup: 'agent hangup',
  transfer: 'transfer',
  voicemail: 'voicemail',
  no_answer: 'no answer',
  busy: 'busy',
  timeout: 'timeout',
  error: 'error',
  completed: 'completed',
  unknown: 'unknown',
  ok: 'ok',
  cancelled: 'cancelled',
  barge_in: 'barge in',
  backchannel: 'backchannel',
  false_interruption: 'false interruption',
} satisfies Record<NonNullable<Sent>, string>;
