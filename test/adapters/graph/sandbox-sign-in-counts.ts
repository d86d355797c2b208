import type { Slice } from '../../../shared/application/sign-ins/slices.ts';
import { displayNameOf } from '../../sandbox/entra-tenant/resources.ts';
import { resourceIdOf, type SignInEntry } from '../../sandbox/entra-tenant/sign-in-log.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';

type Sandbox = Pick<EntraTenant, 'signIns' | 'state'>;

/** What the sandbox knows that it did in these times, as far as its log may show it by now: counted one by one. */
export function countedBySandbox({ signIns, state }: Sandbox, { from, to }: Slice) {
  const shown = signIns.entries.filter(
    ({ at, visibleAt, eventType, signIn }) =>
      at.toISOString() >= from &&
      at.toISOString() < to &&
      visibleAt <= state.now() &&
      (eventType === 'interactiveUser' || signIn.flow === 'deviceCodeFlow'),
  );
  const userPrincipalName = (id: string | null) =>
    state.tenant.users.find((user) => user.id === id)?.userPrincipalName ?? '';

  const used = shown.flatMap((entry) => {
    const kind = whatItWas(entry);
    return kind === undefined ? [] : [{ entry, kind }];
  });
  const uses = Map.groupBy(used, ({ entry: { signIn, clientId }, kind }) =>
    JSON.stringify([signIn.userId, clientId, resourceIdOf(signIn), null, kind]),
  );
  const results = Map.groupBy(
    shown
      .flatMap(({ signIn, clientId, evaluation }) =>
        evaluation.appliedPolicies.map((policy) => ({
          policy,
          errorCode: policy.result === 'failure' ? evaluation.errorCode : 0,
          userId: signIn.userId ?? '',
          clientId,
        })),
      )
      .filter(({ policy }) => policy.result !== 'notEnabled'),
    ({ policy, userId, clientId }) => JSON.stringify([policy.id, policy.result, userId, clientId]),
  );

  return {
    signIns: shown.length,
    withoutPolicies: 0,
    uses: inOrder(uses).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { signIn, clientId } = first.entry;
      const times = group.map(({ entry }) => entry.at.toISOString()).sort();
      return [
        {
          userId: signIn.userId,
          userPrincipalName: userPrincipalName(signIn.userId),
          appId: clientId,
          appDisplayName: displayNameOf(clientId),
          resourceId: resourceIdOf(signIn),
          resourceDisplayName: displayNameOf(signIn.resource),
          resourceTenantId: null,
          kind: first.kind,
          count: group.length,
          firstAt: times.at(0),
          lastAt: times.at(-1),
        },
      ];
    }),
    policyResults: inOrder(results).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { policy, userId, clientId } = first;
      return [
        {
          policyId: policy.id,
          policyDisplayName: policy.displayName,
          result: policy.result,
          userId,
          userPrincipalName: userPrincipalName(userId),
          appId: clientId,
          appDisplayName: displayNameOf(clientId),
          count: group.length,
          ...errorCodesOf(group),
        },
      ];
    }),
  };
}

function errorCodesOf(group: readonly { readonly errorCode: number }[]) {
  const byCode = Map.groupBy(
    group.filter(({ errorCode }) => errorCode !== 0),
    ({ errorCode }) => String(errorCode),
  );
  const counts = [...byCode].map(([code, some]) => [code, some.length] as const);
  return counts.length === 0 ? {} : { errorCodes: Object.fromEntries(counts) };
}

function whatItWas({ eventType, signIn, evaluation }: SignInEntry) {
  if (signIn.flow !== 'deviceCodeFlow') return undefined;
  if (evaluation.outcome === 'blocked') return 'blocked';
  if (evaluation.outcome !== 'token') return undefined;
  return eventType === 'interactiveUser' ? 'direct' : 'tracked';
}

function inOrder<Element>(groups: ReadonlyMap<string, Element>): Element[] {
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}
