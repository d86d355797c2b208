import { InputError } from '../../core/errors.ts';
import type { Member } from '../../core/exceptions/member-change.ts';
import type { TenantId } from '../identifiers.ts';
import type { GroupPrincipal, PrincipalReader, UserPrincipal } from '../ports/principal-reader.ts';
import type { ExceptionProposal } from './exception-proposal.ts';

export interface Principals {
  readonly displayNames: Readonly<Record<string, string>>;
  /** Of a group. */
  readonly members: readonly Member[];
}

/** Throws InputError for a user, group or owner who does not exist, and for a group without members. */
export async function lookUpPrincipals(
  principalReader: PrincipalReader,
  tenantId: TenantId,
  { kind, principalId, owner: ownerId }: Pick<ExceptionProposal, 'kind' | 'principalId' | 'owner'>,
): Promise<Principals> {
  const [principal, owner] = await Promise.all([
    kind === 'user'
      ? principalReader.user(tenantId, principalId)
      : principalReader.group(tenantId, principalId),
    principalReader.user(tenantId, ownerId),
  ]);
  const problems = [
    ...principalProblem(kind, principal),
    ...(owner === undefined
      ? [{ member: 'owner', message: 'no user of the tenant has this object id' }]
      : []),
    ...(owner?.accountEnabled === false ? [{ member: 'owner', message: 'is disabled: name another' }] : []),
  ];
  if (principal === undefined || owner === undefined || problems.length > 0) throw new InputError(problems);
  const members = 'members' in principal ? principal.members : [];
  const displayNames = {
    ...Object.fromEntries(members.map(({ id, displayName }) => [id, displayName])),
    [principalId]: principal.displayName,
    [ownerId]: owner.displayName,
  };
  return { displayNames, members };
}

function principalProblem(kind: 'user' | 'group', principal: UserPrincipal | GroupPrincipal | undefined) {
  const member = 'principalId';
  if (principal === undefined) return [{ member, message: `no ${kind} of the tenant has this object id` }];
  if ('members' in principal && principal.members.length === 0) {
    return [{ member, message: 'is a group that no user is in: an exception for it would be for nobody' }];
  }
  return [];
}
