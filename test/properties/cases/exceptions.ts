import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import { wirePolicy } from '../wire-policy.ts';
import { type Case, everyUserBut, inTenant, MANAGEMENT } from './tenant-case.ts';

const annExcluded = wirePolicy({ users: everyUserBut({ excludeUsers: ['ann'] }) });
const outerExcluded = wirePolicy({ users: everyUserBut({ excludeGroups: ['outer'] }) });
const outer = { kind: 'group', principalId: 'outer', membersAtApproval: ['ann'] };

const withException = (name: string, verdict: Verdict, policy: unknown, terms: object): Case => {
  const exception = {
    principalId: 'ann',
    kind: 'user' as const,
    controls: ['2.2.3'],
    reason: 'meeting room',
    owner: 'owner',
    ticket: 'T-1',
    expiresOn: '2026-11-22',
    ...terms,
  };
  return inTenant(name, verdict, [policy], {}, { exceptions: [exception] });
};

const withEmergencyAccess = (name: string, verdict: Verdict, policy: unknown, id: string): Case =>
  inTenant(name, verdict, [policy], {}, { emergencyAccess: [id] });

export const annExcepted = withException('an excepted user is no gap', 'pass', annExcluded, {});

/** Who may stay outside the claim, for which resources, and for how long. */
export const exceptions: readonly Case[] = [
  annExcepted,
  withException('it holds through its last day only', 'fail', annExcluded, { expiresOn: '2026-11-21' }),
  withException('it holds for the controls that it names', 'fail', annExcluded, { controls: ['2.2.5'] }),
  withException('it holds for the resources that it names', 'fail', annExcluded, { resources: [MANAGEMENT] }),
  withException(
    'a group is excepted with its members at approval, nested ones too',
    'pass',
    outerExcluded,
    outer,
  ),
  withException('a group is excepted without those who came later', 'fail', outerExcluded, {
    ...outer,
    membersAtApproval: ['bob'],
  }),
  withException(
    'a group that cannot be read is excepted in part, which is unknown',
    'inconclusive',
    annExcluded,
    {
      ...outer,
      principalId: 'lost',
    },
  ),
  withEmergencyAccess('emergency access accounts are excepted', 'pass', annExcluded, 'ann'),
  withEmergencyAccess('members of an emergency access group are excepted', 'pass', outerExcluded, 'crew'),
  withEmergencyAccess(
    'an emergency access group that cannot be read is the same group in the policy that excludes it',
    'pass',
    wirePolicy({ users: everyUserBut({ excludeGroups: ['lost'] }) }),
    'lost',
  ),
  inTenant(
    'who is in an emergency access group that cannot be read is unknown',
    'inconclusive',
    [annExcluded, wirePolicy({ id: 'policy-2', users: { includeGroups: ['lost'] } })],
    {},
    { emergencyAccess: ['lost'] },
  ),
  inTenant(
    'a disabled policy too says that an id is a group',
    'inconclusive',
    [annExcluded, wirePolicy({ id: 'policy-2', state: 'disabled', users: { includeGroups: ['lost'] } })],
    {},
    { emergencyAccess: ['lost'] },
  ),
  inTenant(
    'where no group could be read, an emergency access id that is no user may be a group',
    'inconclusive',
    [annExcluded],
    { unread: [{ kind: 'group' }] },
    { emergencyAccess: ['lost'] },
  ),
];
