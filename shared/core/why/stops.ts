import { type GrantControl, protects, type UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { SignInSpace, UnknownDimension } from '../conditional-access/sign-in-space.ts';
import { asCandidate, protections } from '../controls/sufficient-boxes.ts';
import { unknownSecurityDefaults, unreadPolicies } from '../controls/unknown-text.ts';
import { intersect, type Region } from '../prover/cube.ts';
import { isUnprotectedClient } from './advice/client-advice.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';
import { errorCodes } from './error-codes.ts';
import type { Stopper } from './explanation.ts';
import { demandsOf, refusalsOf } from './grant-demands.ts';
import type { PolicyMatch } from './policy-match.ts';

/** A part of what is asked, where something lets nobody through. */
export interface StopRegion {
  readonly by: Stopper;
  readonly errorCode: number | undefined;
  readonly region: Region;
}

/** Blocking is what every policy is asked for; nothing here is a claim of a control. */
const blocked = { requirement: 'blocked' } as const;

/** Everything that stops some of what is asked: what the user hears of first before the others. */
export function stopsOf(asked: AskedSignIns, matches: readonly PolicyMatch[]): readonly StopRegion[] {
  const { model, cube, cohort, isEnabled } = asked;
  // Nobody asks policies about an account that is disabled.
  if (!isEnabled) return [{ by: { kind: 'account' }, errorCode: errorCodes.userDisabled, region: [cube] }];
  const claim = { securityDefaultsMayHelp: defaultsMayStop(asked) };
  const enforced = model.policies
    .filter(({ policy }) => protects(policy))
    .map((policy) => asCandidate(policy, blocked, model));
  const stops = protections(model.tenant, claim, enforced, model.space).flatMap((protection) => {
    const region = intersect([cube], protection.region, protection.usersRegion(cohort.user));
    return protection.policy === undefined
      ? unreadStops(region, model.space)
      : policyStops(protection.policy, region, asked);
  });
  return [...defaultsStops(asked), ...stops, ...clientStops(matches, asked)]
    .filter(({ region }) => region.length > 0)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** In the order in which the user hears of it. */
function rankOf({ by, errorCode }: StopRegion): number {
  if (by.kind === 'securityDefaults') return 1;
  return errorCode === errorCodes.blocked || errorCode === errorCodes.sessionOfBlockedFlow ? 2 : 3;
}

export function policyStops(
  policy: UnderstoodPolicy,
  region: Region,
  { asked, model }: AskedSignIns,
): readonly StopRegion[] {
  const by = { kind: 'policy', policy: { id: policy.id, displayName: policy.displayName } } as const;
  return refusalsOf(policy.grant, region, asked, policy.transferMethods.length > 0, model.space).map(
    ({ errorCode, region: where }) => ({ by, errorCode, region: where }),
  );
}

/** A tool of which it is known that it is no approved client app, and that no protection policy reaches it. */
function clientStops(
  matches: readonly PolicyMatch[],
  { asked: { clientId }, cube, model: { space } }: AskedSignIns,
): readonly StopRegion[] {
  if (clientId === undefined || !isUnprotectedClient(clientId)) return [];
  return matches
    .filter(({ model: { policy } }) => policy.state.kind === 'enabled')
    .flatMap(({ model: { policy }, region }) => {
      const demand = demandsOf(policy.grant, cube, space).find(({ controls }) =>
        controls.every(asksForProtectedClient),
      );
      if (demand === undefined) return [];
      const by = { kind: 'policy', policy: { id: policy.id, displayName: policy.displayName } } as const;
      return [{ by, errorCode: demand.errorCode, region }];
    });
}

function asksForProtectedClient(control: GrantControl): boolean {
  return (
    control.kind === 'asksNothing' &&
    (control.name === 'approvedApplication' || control.name === 'compliantApplication')
  );
}

/** Of what may stop it because nobody could read it: one policy, policies that are missing, or security defaults. */
function unreadStops(region: Region, space: SignInSpace): readonly StopRegion[] {
  return region.flatMap((cube) => {
    const unknown = [...cube.keys()].find(
      (one): one is UnknownDimension => space.isUnknown(one) && one.kind === 'policy',
    );
    return unknown === undefined ? [] : [{ ...unreadStop(unknown), region: [cube] }];
  });
}

function unreadStop({ id, displayName = id }: UnknownDimension): Omit<StopRegion, 'region'> {
  switch (id) {
    case unknownSecurityDefaults:
      return { by: { kind: 'securityDefaults' }, errorCode: errorCodes.blockedBySecurityDefaults };
    case unreadPolicies:
      return { by: { kind: 'unread' }, errorCode: undefined };
    default:
      return { by: { kind: 'policy', policy: { id, displayName } }, errorCode: undefined };
  }
}

/**
 * Security defaults block legacy clients; whether they block the device code flow depends on when the tenant was made,
 * and is one unknown.
 */
function defaultsStops({
  asked: { clientApp },
  model: { tenant },
  cube,
}: AskedSignIns): readonly StopRegion[] {
  if (tenant.securityDefaults !== 'on' || !isLegacy(clientApp)) return [];
  return [
    { by: { kind: 'securityDefaults' }, errorCode: errorCodes.blockedBySecurityDefaults, region: [cube] },
  ];
}

function defaultsMayStop({ asked: { flow, clientApp }, model: { tenant } }: AskedSignIns): boolean {
  return flow === 'deviceCodeFlow' || (isLegacy(clientApp) && tenant.securityDefaults === 'unread');
}

function isLegacy(clientApp: string): boolean {
  return clientApp === 'exchangeActiveSync' || clientApp === 'other';
}
