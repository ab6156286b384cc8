import { createRequire } from 'node:module';
import type * as Native from './native/dto';
import { payload as patter } from './patter/patter.classes';

const load = createRequire(__filename);

/** The classes of what is sent to this service, for who describes it: they are loaded by this. */
export function payloadClasses(): Pick<typeof Native, 'DATA_DTOS' | 'EventDto'> &
  Pick<ReturnType<typeof patter>, 'PatterBody'> {
  return { ...(load('./native/dto') as typeof Native), ...patter() };
}
