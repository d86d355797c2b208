import type { Policy, UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { Unknown } from './control-result.ts';

/** The display names of the policies in which an unknown stands, each once. */
export function policiesNaming({ kind, id }: Unknown, policies: readonly Policy[]): readonly string[] {
  const mentions = mentionsOf[kind];
  if (mentions === undefined) return [];
  const key = id.trim().toLowerCase();
  const naming = policies.filter(
    (policy) =>
      policy.kind === 'understood' && mentions(policy).some((text) => text.trim().toLowerCase() === key),
  );
  return [...new Set(naming.map(({ displayName }) => displayName))];
}

type Mentions = (policy: UnderstoodPolicy) => readonly string[];

/** Where in a policy an unknown of each kind may stand. */
const mentionsOf: Readonly<Record<string, Mentions>> = {
  condition: ({ users, applications, platforms, locations, deviceFilter, unknownConditions }) =>
    [users, applications, platforms, locations, deviceFilter, ...unknownConditions].flatMap((condition) =>
      condition?.kind === 'unintelligible' ? [condition.key] : [],
    ),
  group: (policy) => principals(policy).flatMap(({ groups }) => groups),
  directMember: (policy) => principals(policy).flatMap(({ groups }) => groups),
  role: (policy) => principals(policy).flatMap(({ roles }) => roles),
  namedLocation: ({ locations }) =>
    locations.kind === 'understood' ? [...locations.include, ...locations.exclude] : [],
  deviceFilter: ({ deviceFilter }) => (deviceFilter?.kind === 'understood' ? [deviceFilter.rule] : []),
  applicationFilter: ({ applications }) =>
    applications.kind === 'understood' && applications.filter !== undefined ? [applications.filter.rule] : [],
  authenticationStrength: unknownControls,
  grantControl: unknownControls,
};

function unknownControls({ grant }: UnderstoodPolicy): readonly string[] {
  return grant.controls.flatMap((control) => ('unknownAs' in control ? [control.unknownAs] : []));
}

function principals({ users }: UnderstoodPolicy) {
  return users.kind === 'understood' ? [users.include, users.exclude] : [];
}
