import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { type Criterion, containsAll, isNotUnderstood, notUnderstood, sidesText } from './criterion.ts';

/** The policy covers that app or suite: by its id or with all, and does not exclude it. */
export function coversApplication(id: string): Criterion {
  return {
    name: `conditions.applications covers ${id}`,
    needs: `${id} or All, and ${id} not excluded`,
    has: ({ applications }) =>
      applications.kind === 'understood'
        ? sidesText(applications.include, applications.exclude)
        : notUnderstood,
    isMet: ({ applications }) =>
      applications.kind === 'understood' &&
      (containsAll(applications.include) || names(applications.include, id)) &&
      !names(applications.exclude, id),
    isUnread: ({ applications }) => isNotUnderstood(applications),
  };
}

export function includesApplication({ applications }: UnderstoodPolicy, id: string): boolean {
  return applications.kind === 'understood' && names(applications.include, id);
}

function names(ids: readonly string[], id: string): boolean {
  return ids.some((one) => one.toLowerCase() === id.toLowerCase());
}
