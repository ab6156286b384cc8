/** A time as it is drawn: log-normal. */
export interface Speed {
  readonly medianMs: number;
  readonly sigma: number;
}

export interface Recogniser extends Speed {
  readonly name: string;
  readonly model: string;
  readonly nanoPerMinute: number;
}

export interface LanguageModel extends Speed {
  readonly name: string;
  readonly model: string;
  readonly tokensPerSecond: number;
  readonly nanoPerInputToken: number;
  readonly nanoPerOutputToken: number;
}

export interface Voice extends Speed {
  readonly name: string;
  readonly model: string;
  readonly nanoPerCharacter: number;
}

/** Hears and speaks by itself: audio tokens in, audio tokens out. */
export interface RealtimeModel extends Speed {
  readonly name: string;
  readonly model: string;
  readonly nanoPerInputToken: number;
  readonly nanoPerOutputToken: number;
}

export interface Carrier {
  readonly name: string;
  readonly weight: number;
  readonly nanoPerMinute: { readonly inbound: number; readonly outbound: number };
}

/** Names the tables below in each cost. They are near what providers ask in public: for a demo, not for a bill. */
export const PRICE_VERSION = 'sim-2026-05';

export const recognisers: readonly [Recogniser, ...Recogniser[]] = [
  { name: 'deepgram', model: 'nova-3', medianMs: 140, sigma: 0.35, nanoPerMinute: 7_700_000 },
  { name: 'assemblyai', model: 'universal-streaming', medianMs: 210, sigma: 0.3, nanoPerMinute: 2_500_000 },
  { name: 'openai', model: 'gpt-4o-mini-transcribe', medianMs: 340, sigma: 0.45, nanoPerMinute: 3_000_000 },
];

export const languageModels: readonly [LanguageModel, ...LanguageModel[]] = [
  {
    name: 'openai',
    model: 'gpt-4.1-mini',
    medianMs: 390,
    sigma: 0.45,
    tokensPerSecond: 75,
    nanoPerInputToken: 400,
    nanoPerOutputToken: 1_600,
  },
  {
    name: 'anthropic',
    model: 'claude-haiku-4-5',
    medianMs: 480,
    sigma: 0.35,
    tokensPerSecond: 90,
    nanoPerInputToken: 1_000,
    nanoPerOutputToken: 5_000,
  },
  {
    name: 'google',
    model: 'gemini-2.5-flash',
    medianMs: 330,
    sigma: 0.6,
    tokensPerSecond: 120,
    nanoPerInputToken: 300,
    nanoPerOutputToken: 2_500,
  },
];

export const voices: readonly [Voice, ...Voice[]] = [
  { name: 'elevenlabs', model: 'eleven_flash_v2_5', medianMs: 160, sigma: 0.35, nanoPerCharacter: 50_000 },
  { name: 'cartesia', model: 'sonic-2', medianMs: 110, sigma: 0.3, nanoPerCharacter: 37_000 },
  { name: 'openai', model: 'gpt-4o-mini-tts', medianMs: 420, sigma: 0.5, nanoPerCharacter: 15_000 },
];

export const realtimeModels: readonly [RealtimeModel, ...RealtimeModel[]] = [
  {
    name: 'openai',
    model: 'gpt-realtime',
    medianMs: 620,
    sigma: 0.4,
    nanoPerInputToken: 32_000,
    nanoPerOutputToken: 64_000,
  },
  {
    name: 'google',
    model: 'gemini-2.5-flash-native-audio',
    medianMs: 760,
    sigma: 0.55,
    nanoPerInputToken: 3_000,
    nanoPerOutputToken: 12_000,
  },
];

/** Whoever hosts the whole agent asks for its time. */
export const HOSTED_NANO_PER_MINUTE = 50_000_000;

export const carriers: readonly Carrier[] = [
  { name: 'twilio', weight: 5, nanoPerMinute: { inbound: 8_500_000, outbound: 14_000_000 } },
  { name: 'telnyx', weight: 3, nanoPerMinute: { inbound: 3_500_000, outbound: 7_000_000 } },
  { name: 'plivo', weight: 2, nanoPerMinute: { inbound: 5_500_000, outbound: 10_000_000 } },
];
