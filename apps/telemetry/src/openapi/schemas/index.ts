import { sentEventSchemas, type Schemas } from '../schema/sent-events';
import { storedEventSchemas } from '../schema/stored-events';
import { aggregatesSchemas } from './aggregates';
import { callDetailSchemas } from './call-detail';
import { callRecordSchemas } from './call-record';
import { callRowSchemas } from './call-row';
import { intakeResultSchemas } from './intake-result';
import { pageSchemas } from './pages';
import { problemSchemas } from './problem';
import { serviceStateSchemas } from './service-state';
import { statsSchemas } from './stats';

/** Every schema of the document, by name: what is sent from the DTOs, what is stored from the guards, the rest by hand. */
export function allSchemas(): Schemas {
  const sent = sentEventSchemas();
  return {
    ...sent,
    ...storedEventSchemas(sent),
    ...callRowSchemas,
    ...callDetailSchemas,
    ...statsSchemas,
    ...pageSchemas,
    ...callRecordSchemas,
    ...aggregatesSchemas,
    ...intakeResultSchemas,
    ...serviceStateSchemas,
    ...problemSchemas,
  };
}
