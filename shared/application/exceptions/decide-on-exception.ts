import { ConflictError, NotFoundError } from '../../core/errors.ts';
import {
  asOf,
  confirm,
  expectOpen,
  expectProposed,
  isRenewable,
  reject,
  replace,
  stateText,
  withdraw,
} from '../../core/exceptions/exception-life.ts';
import type { Member } from '../../core/exceptions/member-change.ts';
import {
  type Confirmed,
  type Decision,
  isOpen,
  type RegisteredException,
} from '../../core/exceptions/registered-exception.ts';
import type { Caller } from '../caller.ts';
import { expectTenant } from '../expect-tenant.ts';
import { type ExceptionId, exceptionIdSchema, type TenantId } from '../identifiers.ts';
import type { ExceptionChange, KeptException } from '../ports/exception-register.ts';
import { actingPerson, type ExceptionDependencies } from './exception-dependencies.ts';

/** Which exception, and who decides on it. */
export interface Deciding {
  readonly caller: Caller;
  readonly tenantId: TenantId;
  readonly id: ExceptionId;
}

/**
 * The second person's word, on what they saw. Ends the exception that this one replaces in the same breath. Asked again
 * by the same person it changes nothing. Throws NotFoundError, ForbiddenError, ConflictError.
 */
export async function confirmException(
  dependencies: ExceptionDependencies,
  deciding: Deciding,
  contentHash: string,
): Promise<RegisteredException> {
  const { found, decision } = await begin(dependencies, deciding);
  const { state } = found.entry;
  if (state.status === 'confirmed' && isBySame(state.confirmed, decision)) {
    if (found.entry.contentHash === contentHash) return found.entry;
  }
  const entry = expectProposed(found.entry);
  const members = await membersNow(dependencies, deciding.tenantId, entry);
  const confirmed = confirm(entry, { contentHash, members }, decision);
  const changes = await withReplaced(
    dependencies,
    deciding.tenantId,
    { found, changed: confirmed },
    confirmed,
  );
  return keep(dependencies, changes, confirmed);
}

/** Says no to a proposal of another. Throws NotFoundError, ForbiddenError, ConflictError. */
export async function rejectException(
  dependencies: ExceptionDependencies,
  deciding: Deciding,
  reason?: string,
): Promise<RegisteredException> {
  const { found, decision } = await begin(dependencies, deciding);
  if (isEndedBySame(found.entry, 'rejected', decision)) return found.entry;
  const changed = reject(expectProposed(found.entry), decision, reason);
  return keep(dependencies, [{ found, changed }], changed);
}

/** Ends an exception, or takes a proposal back. Throws NotFoundError, ForbiddenError, ConflictError. */
export async function withdrawException(
  dependencies: ExceptionDependencies,
  deciding: Deciding,
  reason?: string,
): Promise<RegisteredException> {
  const { found, decision } = await begin(dependencies, deciding);
  if (isEndedBySame(found.entry, 'withdrawn', decision)) return found.entry;
  const changed = withdraw(expectOpen(found.entry), decision, reason);
  return keep(dependencies, [{ found, changed }], changed);
}

async function begin(
  dependencies: ExceptionDependencies,
  { caller, tenantId, id }: Deciding,
): Promise<{ readonly found: KeptException; readonly decision: Decision }> {
  expectTenant(dependencies, tenantId);
  const decision = { by: actingPerson(caller), at: dependencies.clock().toISOString() };
  const found = await dependencies.exceptionRegister.find(tenantId, id);
  if (found === undefined) throw new NotFoundError('This tenant has no exception with this id.');
  return { found: { ...found, entry: asOf(found.entry, decision.at) }, decision };
}

async function membersNow(
  { principalReader }: ExceptionDependencies,
  tenantId: TenantId,
  { exception: { kind, principalId } }: RegisteredException,
): Promise<readonly Member[]> {
  const reader = await principalReader();
  const principal =
    kind === 'user' ? await reader.user(tenantId, principalId) : await reader.group(tenantId, principalId);
  if (principal === undefined) {
    throw new ConflictError(`The ${kind} that it is for no longer exists: withdraw the proposal.`);
  }
  return 'members' in principal ? principal.members : [];
}

async function withReplaced(
  { exceptionRegister }: ExceptionDependencies,
  tenantId: TenantId,
  change: ExceptionChange,
  renewal: RegisteredException<Confirmed>,
): Promise<readonly ExceptionChange[]> {
  if (renewal.replaces === undefined) return [change];
  const found = await exceptionRegister.find(tenantId, exceptionIdSchema.parse(renewal.replaces));
  if (found === undefined) return [change];
  const replaced = asOf(found.entry, renewal.state.confirmed.at);
  if (!isRenewable(replaced)) {
    const ending = stateText(replaced);
    throw new ConflictError(`The exception that it renews has ended, it was ${ending}: propose it anew.`);
  }
  return isOpen(replaced) ? [change, { found, changed: replace(replaced, renewal) }] : [change];
}

async function keep<Changed extends RegisteredException>(
  { exceptionRegister }: ExceptionDependencies,
  changes: readonly ExceptionChange[],
  changed: Changed,
): Promise<Changed> {
  if (await exceptionRegister.change(changes)) return changed;
  throw new ConflictError('Somebody else decided on it at the same moment: read it again.');
}

/** A decision that was sent twice is one. */
function isEndedBySame(
  { state }: RegisteredException,
  kind: 'rejected' | 'withdrawn',
  decision: Decision,
): boolean {
  return state.status === 'ended' && state.ending.kind === kind && isBySame(state.ending, decision);
}

function isBySame({ by }: Decision, decision: Decision): boolean {
  return by.objectId === decision.by.objectId;
}
