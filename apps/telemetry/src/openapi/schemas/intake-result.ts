import type { NativeError, NativeResult, PatterAnswer } from '@callscope/intake';
import { count, listOf, nullable, oneOf, ref, shape, text, told } from '../schema/json-schema';
import { CODES } from './problem';

const intakeError = shape<NativeError>({
  description: 'Why one of the events was refused.',
  required: { index: told(count, 'Its place among those that were sent, from 0.'), code: oneOf(CODES), message: text },
  optional: { id: text, field: told(text, 'Path of the field, as `data.latency.stt_ms`.') },
});

const intakeResult = shape<NativeResult>({
  description: 'accepted + duplicates + rejected = sent.',
  required: {
    accepted: count,
    duplicates: count,
    rejected: count,
    position: told(nullable(text), 'Cursor of the newest of these events in the log; null when none of them is in it.'),
    errors: told({ ...listOf(ref('IntakeError')), maxItems: 100 }, 'The first 100, in the order of the events.'),
  },
});

const patterAnswer = shape<PatterAnswer & { readonly ok: true }>({
  required: { ok: { const: true }, call_id: text, event: oneOf(['initiated', 'status', 'started', 'ended']) },
});

export const intakeResultSchemas = { IntakeResult: intakeResult, IntakeError: intakeError, PatterAnswer: patterAnswer };
