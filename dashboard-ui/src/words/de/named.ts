import type { Words } from '../en';

export const status: Words['status'] = {
  queued: 'Wartet',
  initiated: 'Gestartet',
  ringing: 'Klingelt',
  in_progress: 'Live',
  forwarding: 'Leitet weiter',
  completed: 'Beendet',
  busy: 'Besetzt',
  no_answer: 'Keine Antwort',
  failed: 'Fehler',
  canceled: 'Abgebrochen',
  voicemail: 'Mailbox',
  timed_out: 'Zeit abgelaufen',
};

export const basis: Words['basis'] = {
  estimated: 'geschätzt',
  vendor_reported: 'vom Anbieter',
  billed: 'abgerechnet',
};

export const speaker: Words['speaker'] = {
  caller: 'Anrufer',
  agent: 'Agent',
  tool: 'Tool',
  system: 'System',
};

export const outcome: Words['outcome'] = {
  completed: 'beendet',
  interrupted: 'unterbrochen',
  abandoned: 'abgebrochen',
};

export const theme: Words['theme'] = {
  system: 'System',
  light: 'hell',
  dark: 'dunkel',
};

export const direction: Words['direction'] = {
  inbound: 'eingehend',
  outbound: 'ausgehend',
  web: 'Web',
  unknown: 'unbekannt',
};

export const part: Words['part'] = {
  stt: 'STT',
  llm: 'LLM',
  tts: 'TTS',
  telephony: 'Tel.',
  other: 'Rest',
};

export const stage: Words['stage'] = {
  endpoint: 'Endpoint',
  stt: 'STT',
  llm: 'LLM 1. Token',
  tts: 'TTS 1. Byte',
  unattributed: 'Ungeklärt',
};

export const link: Words['link'] = {
  connecting: 'Verbinde',
  live: 'Live',
  behind: 'Holt auf',
  paused: 'Pausiert',
  reconnecting: 'Verbinde neu',
  lost: 'Getrennt',
  stale: 'Alte Version',
};

export const phase: Words['phase'] = {
  caller: 'der Anrufer spricht',
  waiting: 'wartet auf den Agenten',
  agent: 'der Agent antwortet',
  quiet: 'niemand spricht',
};

export const split: Words['split'] = {
  agent: 'Agent',
  mode: 'Modus',
  carrier: 'Carrier',
};

export const by: Words['by'] = {
  agent: 'Nach Agent',
  mode: 'Nach Modus',
  carrier: 'Nach Carrier',
};

export const from: Words['from'] = {
  response: 'Redeende bis erster Ton des Agenten',
  endpoint: 'Redeende bis es als Ende gilt',
  stt: 'Redeende bis fertiger Text',
  llm: 'Text bis erstes Token, mit Tools',
  tts: 'Text bis erstes Byte Ton',
};

export const sent: Words['sent'] = {
  user_hangup: 'Anrufer legte auf',
  agent_hangup: 'Agent legte auf',
  transfer: 'weitergeleitet',
  voicemail: 'Mailbox',
  no_answer: 'keine Antwort',
  busy: 'besetzt',
  timeout: 'Zeit abgelaufen',
  error: 'Fehler',
  completed: 'beendet',
  unknown: 'unbekannt',
  ok: 'ok',
  cancelled: 'abgebrochen',
  barge_in: 'Barge-in',
  backchannel: 'Hörersignal',
  false_interruption: 'Fehlalarm',
};
