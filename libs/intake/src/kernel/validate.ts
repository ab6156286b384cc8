import type { ValidationError } from 'class-validator';
import { RefusedInputError } from './refusal';
import { classTransformer, classValidator } from './validation-libraries';

/**
 * Holds parsed JSON against a DTO class. Fields that the class does not know are let through: sources grow new ones.
 * @throws RefusedInputError that names the first bad field by its path, as `metrics.turns[3].latency.tts_ms`.
 */
export function validated<T extends object>(dto: new () => T, value: Readonly<Record<string, unknown>>): T {
  const instance = classTransformer().plainToInstance(dto, value);
  const [first] = classValidator().validateSync(instance, { stopAtFirstError: true });
  if (first) throw refusalOf(first, '');
  return instance;
}

function refusalOf(error: ValidationError, path: string): RefusedInputError {
  const field = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : join(path, error.property);
  const [child] = error.children ?? [];
  const message = Object.values(error.constraints ?? {})[0];
  if (message === undefined && child) return refusalOf(child, field);
  return new RefusedInputError('invalid_field', `${field} ${message ?? 'is not valid'}`, field);
}

function join(path: string, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}
