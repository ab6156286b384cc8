import { HEADLINE_STAGES, type HeadlineStage } from '@callscope/call-state';
import type { SlowestTurnsQuery } from '@callscope/projections';
import { instantOf, integerOf, invalidQuery, oneOf, type Query, textOf } from './read-query';

/**
 * `GET /api/v2/turns?sort&stage&from&to&agent&limit`. `stage`: only turns of which it was measured; it is also what they
 * are sorted by unless `sort` says otherwise.
 */
export function turnsQuery(query: Query): SlowestTurnsQuery {
  const stage = oneOf(query, 'stage', HEADLINE_STAGES);
  const agent = textOf(query, 'agent');
  return {
    by: sortOf(query) ?? stage ?? 'response_ms',
    measured: stage ?? null,
    from: instantOf(query, 'from') ?? null,
    to: instantOf(query, 'to') ?? null,
    agent: agent ?? null,
    limit: integerOf(query, 'limit', 50, 1, 1_000),
  };
}

function sortOf(query: Query): HeadlineStage | undefined {
  const text = textOf(query, 'sort');
  if (text === undefined) return undefined;
  const [name, order = 'desc', ...rest] = text.split(':');
  const stage = HEADLINE_STAGES.find((known) => known === name);
  if (stage && order === 'desc' && rest.length === 0) return stage;
  throw invalidQuery('sort', `must be one of ${HEADLINE_STAGES.join(', ')}, with :desc: the slowest come first`);
}
