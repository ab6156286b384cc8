import {
  CUSTOM_TYPE,
  EVENT_SPECS,
  isObject,
  LATENCY_STAGES,
  MAX_AMOUNT_NANO_USD,
  MAX_DURATION_MS,
  MAX_TURN,
  OWN_TYPES,
} from '@callscope/call-events';
import { IsOptional } from 'class-validator';
import { fieldCheck } from '../../kernel';

// One check for each kind of value that call-events has a rule for, with the same limits and the same words. They are
// written a second time on purpose: a spec holds both equal, so neither can drift alone.

const YEAR_2000_MS = Date.UTC(2000, 0, 1);
const YEAR_2200_MS = Date.UTC(2200, 0, 1);
const STAGES: ReadonlySet<string> = new Set(LATENCY_STAGES);

function isNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

/** Makes the checks of a field that may be absent or null. */
export function Maybe(...checks: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const check of [IsOptional(), ...checks]) check(target, property);
  };
}

/** Text of at most so many UTF-16 code units. */
export function Text(most = Infinity): PropertyDecorator {
  const message = most === Infinity ? 'must be a text' : `must be a text of at most ${most} characters`;
  return fieldCheck('text', message, (value) => typeof value === 'string' && value.length <= most)();
}

/** What people and carriers call something. */
export const Name = (): PropertyDecorator => Text(256);

export function OneOf(words: readonly string[]): PropertyDecorator {
  const message = `must be one of ${words.join(', ')}`;
  return fieldCheck('oneOf', message, (value) => words.some((word) => word === value))();
}

export const Flag = (): PropertyDecorator =>
  fieldCheck('flag', 'must be true or false', (value) => typeof value === 'boolean')();

/** A duration in ms. */
export const DurationMs = (): PropertyDecorator =>
  fieldCheck('durationMs', `must be a number of milliseconds from 0 to ${MAX_DURATION_MS}`, (value) =>
    isNumber(value, 0, MAX_DURATION_MS),
  )();

export function Whole(least = 0, most = Number.MAX_SAFE_INTEGER): PropertyDecorator {
  const message = `must be a whole number from ${least} to ${most}`;
  return fieldCheck('whole', message, (value) => Number.isSafeInteger(value) && isNumber(value, least, most))();
}

export const TurnNumber = (): PropertyDecorator => Whole(0, MAX_TURN);
export const NanoUsd = (): PropertyDecorator => Whole(0, MAX_AMOUNT_NANO_USD);

/** A share, or a score. */
export function Share(least: number, most: number): PropertyDecorator {
  return fieldCheck('share', `must be a number from ${least} to ${most}`, (value) => isNumber(value, least, most))();
}

/** An instant in epoch ms. */
export const InstantMs = (): PropertyDecorator =>
  fieldCheck(
    'instantMs',
    'must be a time in epoch milliseconds, from the year 2000 on',
    (value) => isNumber(value, YEAR_2000_MS, YEAR_2200_MS) && value !== YEAR_2200_MS,
  )();

export const ObjectOfAnything = (): PropertyDecorator => fieldCheck('object', 'must be an object', isObject)();

/** An object of at most so many bytes as JSON in UTF-8. */
export function SmallObject(bytes: number): PropertyDecorator {
  const message = `must be an object of at most ${bytes} bytes`;
  return fieldCheck('smallObject', message, (value) => {
    return isObject(value) && Buffer.byteLength(JSON.stringify(value)) <= bytes;
  })();
}

/** Latencies by stage, each a stage that there is. */
export const LatencyByStage = (): PropertyDecorator =>
  fieldCheck('latencyByStage', `must have stages of a latency only: ${LATENCY_STAGES.join(', ')}`, (value) => {
    return isObject(value) && Object.keys(value).every((stage) => STAGES.has(stage));
  })();

/** The numbers of turns. */
export const TurnNumbers = (): PropertyDecorator =>
  fieldCheck('turnNumbers', 'must be a list of at most 100000 turn numbers', (value) => {
    return Array.isArray(value) && value.length <= 100_000 && value.every(isTurnNumber);
  })();

export function isTurnNumber(value: unknown): boolean {
  return Number.isSafeInteger(value) && isNumber(value, 0, MAX_TURN);
}

/** A type that a producer may send. */
export const EventType = (): PropertyDecorator =>
  fieldCheck('eventType', 'must be a type of event, or custom.<name>', (value) => {
    if (typeof value !== 'string' || OWN_TYPES.has(value)) return false;
    return value === 'transcript.partial' || Object.hasOwn(EVENT_SPECS, value) || CUSTOM_TYPE.test(value);
  })();
