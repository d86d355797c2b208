import { findControls } from '../../core/controls/catalogue.ts';
import { InputError, TransientError } from '../../core/errors.ts';
import type { ControlException } from '../../core/exceptions/exception.ts';
import { asOf, isRenewable, propose, stateText } from '../../core/exceptions/exception-life.ts';
import { isOpen, isProposed, type RegisteredException } from '../../core/exceptions/registered-exception.ts';
import type { Caller } from '../caller.ts';
import { expectTenant } from '../expect-tenant.ts';
import type { ExceptionId, TenantId } from '../identifiers.ts';
import { type Content, contentHashOf, proposalId } from './content-hash.ts';
import { actingPerson, type ExceptionDependencies } from './exception-dependencies.ts';
import { proposedNotification } from './exception-notifications.ts';
import type { ExceptionProposal } from './exception-proposal.ts';
import { lookUpPrincipals } from './look-up-principals.ts';

/** `isNew` is false where the same proposal of the same person stands already. */
export interface ProposedException {
  readonly entry: RegisteredException;
  readonly isNew: boolean;
}

/**
 * Keeps the proposal, with the members that the group has now, and asks the approvers. Sent twice, it is one. Throws
 * InputError for a wrong day, for principals that do not exist, and for a renewal of what cannot be renewed.
 */
export async function proposeException(
  dependencies: ExceptionDependencies,
  caller: Caller,
  tenantId: TenantId,
  proposal: ExceptionProposal,
): Promise<ProposedException> {
  expectTenant(dependencies, tenantId);
  const decision = { by: actingPerson(caller), at: dependencies.clock().toISOString() };
  const content = await contentOf(dependencies, tenantId, proposal, decision.at);
  const contentHash = contentHashOf(content);
  for (let occurrence = 0; ; occurrence += 1) {
    const id = proposalId(contentHash, decision.by.objectId, occurrence);
    const entry = propose({ ...content, id, contentHash }, decision);
    const isNew = await dependencies.exceptionRegister.create(entry);
    const standing = isNew ? entry : await standingUnder(dependencies, tenantId, id, decision.at);
    if (standing === undefined) continue;
    // Put again for one that was sent again: the first time may have ended before it was put.
    if (isProposed(standing)) await dependencies.notificationQueue.put([proposedNotification(standing)]);
    return { entry: standing, isNew };
  }
}

/** What is kept under the id, which is taken; undefined where that has ended. */
async function standingUnder(
  { exceptionRegister }: ExceptionDependencies,
  tenantId: TenantId,
  id: ExceptionId,
  at: string,
): Promise<RegisteredException | undefined> {
  const found = await exceptionRegister.find(tenantId, id);
  if (found === undefined) throw new TransientError('The proposal could not be kept. Send it again.');
  const entry = asOf(found.entry, at);
  return isOpen(entry) ? entry : undefined;
}

async function contentOf(
  dependencies: ExceptionDependencies,
  tenantId: TenantId,
  proposal: ExceptionProposal,
  at: string,
): Promise<Content> {
  const { kind, replaces, resources, controls, ...given } = proposal;
  const terms = {
    ...given,
    controls: unique(controls.flatMap(controlIds)),
    ...(resources !== undefined && { resources: unique(resources) }),
  };
  await expectRenewable(dependencies, tenantId, proposal, at);
  const { displayNames, members } = await lookUpPrincipals(
    await dependencies.principalReader(),
    tenantId,
    proposal,
  );
  const exception: ControlException =
    kind === 'user' ? { kind, ...terms } : { kind, ...terms, membersAtApproval: members.map(({ id }) => id) };
  return { tenantId, exception, displayNames, ...(replaces !== undefined && { replaces }) };
}

/** A renewal is of an exception for the same principal that stands, or that ended by time alone. */
async function expectRenewable(
  { exceptionRegister }: ExceptionDependencies,
  tenantId: TenantId,
  { replaces, principalId }: ExceptionProposal,
  at: string,
): Promise<void> {
  if (replaces === undefined) return;
  const wrong = (message: string) => new InputError([{ member: 'replaces', message }]);
  const found = await exceptionRegister.find(tenantId, replaces);
  if (found === undefined) throw wrong('no exception of this tenant has this id');
  const replaced = asOf(found.entry, at);
  if (replaced.exception.principalId !== principalId) throw wrong('is an exception for another principal');
  if (!isRenewable(replaced)) throw wrong(`has ended, it was ${stateText(replaced)}: propose without it`);
}

/** Of each control that the id stands for: in some benchmark one id stands for several. */
function controlIds(anyId: string): readonly string[] {
  return findControls(anyId).map(({ id }) => id);
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
