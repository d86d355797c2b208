import type { ApplicationsCondition, Unintelligible } from './policy.ts';
import { unintelligible } from './unintelligible.ts';
import { objectMember, stringMember, stringsMember, unknownMembers, type WireObject } from './wire.ts';

/** User actions and authentication contexts are known, and never cover an ordinary sign-in: they add no app. */
const knownMembers = new Set(
  [
    'includeApplications',
    'excludeApplications',
    'includeUserActions',
    'includeAuthenticationContextClassReferences',
    'applicationFilter',
  ].map((name) => name.toLowerCase()),
);

/** A missing `applications` includes no app. */
export function readApplications(conditions: WireObject): ApplicationsCondition | Unintelligible {
  const applications = objectMember(conditions, 'applications') ?? new Map();
  const filter = objectMember(applications, 'applicationFilter');
  const mode = filter === undefined ? undefined : stringMember(filter, 'mode')?.toLowerCase();
  const rule = filter === undefined ? undefined : stringMember(filter, 'rule');
  const strangeFilter =
    filter !== undefined &&
    ((mode !== 'include' && mode !== 'exclude') ||
      rule === undefined ||
      unknownMembers(filter, new Set(['mode', 'rule'])).length > 0);
  if (strangeFilter || unknownMembers(applications, knownMembers).length > 0) {
    return unintelligible('conditions.applications', conditions.get('applications')?.value);
  }
  return {
    kind: 'understood',
    include: stringsMember(applications, 'includeApplications'),
    exclude: stringsMember(applications, 'excludeApplications'),
    filter: mode === undefined || rule === undefined ? undefined : { mode, rule },
  };
}
