import { DoorError } from './http-problem';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/** The bare media type of a request, in small letters; empty when it says none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * Refuses a body before it is read whose media type is none of these, above all those that a foreign web page can send
 * without asking. Their charset can only be UTF-8.
 */
export function mediaTypeRefusal(contentType: string | undefined, allowed: readonly string[]): DoorError | null {
  if (!allowed.includes(mediaTypeOf(contentType))) {
    return refused('unsupported_media_type', `content-type must be ${allowed.join(' or ')}`);
  }
  const charset = CHARSET.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  return charset === 'utf-8' || charset === 'utf8' ? null : refused('unsupported_charset', 'the charset must be utf-8');
}

function refused(code: string, message: string): DoorError {
  return new DoorError({ status: 415, code, message });
}
