import type { ValidationArguments, ValidationOptions } from 'class-validator';
import { classValidator } from './validation-libraries';

/** Makes a decorator of a rule: `message` goes on after the field's name, "must be …". */
export function fieldCheck(
  name: string,
  message: string,
  valid: (value: unknown, object: Readonly<Record<string, unknown>>) => boolean,
): (options?: ValidationOptions) => PropertyDecorator {
  const validator = {
    validate: (value: unknown, args?: ValidationArguments) =>
      valid(value, (args?.object ?? {}) as Readonly<Record<string, unknown>>),
    defaultMessage: () => message,
  };
  return (options) => classValidator().ValidateBy({ name, validator }, options);
}
