import { describe, expect, it } from 'vitest';
import { policyResultsQuery, usesQuery } from '../../../shared/adapters/log-analytics/sign-in-queries.ts';

const slice = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-02T04:00:00.000Z' };

describe.each([
  ['uses', usesQuery],
  ['policy results', policyResultsQuery],
])('The query for %s', (_what, query) => {
  // "Any table can be passed to a function, and no table columns can be referenced inside the function" (Kusto's
  // documentation of user-defined functions): the service answers such a query with a SemanticError.
  it('names columns of tables only, and of no function that takes any table', () => {
    expect(query(slice)).not.toContain('(*)');
  });

  it('reads each of the two logs within the same bounds, the end not included', () => {
    const text = query(slice);

    for (const log of ['SigninLogs', 'AADNonInteractiveUserSignInLogs']) {
      expect(text.match(new RegExp(`= ${log}\n(.*\n){2}`))?.[0]).toContain(
        'CreatedDateTime >= begin and CreatedDateTime < end',
      );
    }
    expect(text).toContain(`let begin = datetime(${slice.from});`);
    expect(text).toContain(`let end = datetime(${slice.to});`);
  });
});
