import { currentVersion, isObject, MAX_CUSTOM_BYTES, MAX_TURN } from '@callscope/call-events';
import { fieldCheck, isSafeId, SAFE_ID_RULE } from '../../kernel';
import { OWN_ID_PREFIX } from '../native.event';
import { OCCURRED_AT_RULE, occurredAtMs } from '../native.occurred-at';
import { isSmall } from '../native.translate';
import { isSourceText, SOURCE_TEXT_RULE } from '../native.source';
import { EventType, isTurnNumber, Maybe } from './checks';
import { Nested } from './parts.dto';

/** 1 to 256 characters that can stand in a line of a stream. */
const Id = (): PropertyDecorator => fieldCheck('id', SAFE_ID_RULE, isSafeId)();

const NotOurs = (): PropertyDecorator =>
  fieldCheck('notOurs', `must not begin with ${OWN_ID_PREFIX}`, (value) => {
    return typeof value !== 'string' || !value.startsWith(OWN_ID_PREFIX);
  })();

const OccurredAt = (): PropertyDecorator =>
  fieldCheck('occurredAt', OCCURRED_AT_RULE, (value) => occurredAtMs(value, Date.now()) !== null)();

/** A turn number, the same as in `data` when it is told there too. */
const SameTurn = (): PropertyDecorator =>
  fieldCheck('sameTurn', `must be a whole number from 0 to ${MAX_TURN} that equals data.turn`, (value, { data }) => {
    return isTurnNumber(value) && (!isObject(data) || (data['turn'] ?? value) === value);
  })();

/** What is sent is always in the current version of its type; who sends a stored event again may say so. */
const Version = (): PropertyDecorator =>
  fieldCheck('version', 'must be the current version of the type', (value, { type }) => {
    return typeof type === 'string' && value === currentVersion(type);
  })();

/** An object; what it must hold says the DTO of the type. A custom one is bounded in bytes, as it will be stored. */
const Data = (): PropertyDecorator =>
  fieldCheck(
    'data',
    `must be an object, of a custom event at most ${MAX_CUSTOM_BYTES} bytes`,
    (value, { type, turn }) => {
      if (!isObject(value)) return false;
      const isCustom = typeof type === 'string' && type.startsWith('custom.');
      return !isCustom || isSmall(turn == null ? value : { ...value, turn });
    },
  )();

const SourceText = (): PropertyDecorator => fieldCheck('sourceText', SOURCE_TEXT_RULE, isSourceText)();

/** Who tells it. */
export class SourceDto {
  @Maybe(SourceText()) framework?: string | null;
  @Maybe(SourceText()) adapter?: string | null;
  @Maybe(SourceText()) sdk?: string | null;
  @Maybe(SourceText()) version?: string | null;
}

/** One event as it is sent to `POST /api/v2/events`. */
export class EventDto {
  @Maybe(Id(), NotOurs()) id?: string | null;
  @EventType() type!: string;
  @Id() call_id!: string;
  @Maybe(OccurredAt()) occurred_at?: number | string | null;
  @Maybe(Nested(() => SourceDto)) source?: SourceDto | null;
  @Maybe(SameTurn()) turn?: number | null;
  @Maybe(Version()) v?: number | null;
  @Maybe(Data()) data?: Record<string, unknown> | null;
}
