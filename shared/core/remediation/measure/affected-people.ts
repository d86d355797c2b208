import type { DeviceCodeUse } from '../../sign-ins/sign-in-counts.ts';
import type { AffectedApp, AffectedPerson } from '../course/impact.ts';
import { counted, type PartyCounts } from './counts-by-party.ts';
import { insteadOf } from './instead.ts';

/** What one user did by one app, of all days together. */
interface AppCounts {
  readonly appId: string;
  appDisplayName: string;
  wouldBlock: number;
  direct: number;
  tracked: number;
  /** Uses without a result of the policies. */
  unexplained: number;
}

interface UserCounts {
  /** Each name that the log called them by, the last one last. */
  readonly names: Set<string>;
  readonly apps: Map<string, AppCounts>;
}

/** Gathers who uses what the policies close, day after day. */
export class AffectedPeople {
  readonly #users = new Map<string, UserCounts>();

  /** Uses that carry no result of the policies are counted for themselves: nobody knows that these let them through. */
  addDay(parties: readonly PartyCounts[], uses: readonly DeviceCodeUse[]): void {
    for (const party of parties) this.#appOf(party).wouldBlock += party.wouldBlock;
    const carried = new Map(parties.map((party) => [keyOf(party), party.carried]));
    for (const [key, own] of Map.groupBy(uses, keyOf)) {
      for (const use of own) if (use.kind !== 'blocked') this.#appOf(use)[use.kind] += use.count;
      const [one] = own;
      if (one !== undefined)
        this.#appOf(one).unexplained += Math.max(0, counted(own) - (carried.get(key) ?? 0));
    }
  }

  /** Sorted by id. `named`: how they were called before, which stays as long as the log still calls them so. */
  list(
    control: string,
    exceptedUserIds: ReadonlySet<string>,
    named: ReadonlyMap<string, string>,
  ): readonly AffectedPerson[] {
    return [...this.#users].toSorted(byKey).flatMap(([userId, { names, apps }]) => {
      const isExcepted = exceptedUserIds.has(userId);
      const affected = [...apps]
        .toSorted(byKey)
        .flatMap(([, app]) => (isAffected(app, isExcepted) ? [affectedApp(control, app)] : []));
      if (affected.length === 0) return [];
      return { userId, userPrincipalName: nameOf(names, named.get(userId)), apps: affected, isExcepted };
    });
  }

  #appOf(party: Pick<PartyCounts, 'userId' | 'userPrincipalName' | 'appId' | 'appDisplayName'>): AppCounts {
    const user = this.#users.get(party.userId) ?? { names: new Set(), apps: new Map() };
    this.#users.set(party.userId, user);
    user.names.delete(party.userPrincipalName);
    user.names.add(party.userPrincipalName);
    const app = user.apps.get(party.appId) ?? {
      appId: party.appId,
      appDisplayName: party.appDisplayName,
      wouldBlock: 0,
      direct: 0,
      tracked: 0,
      unexplained: 0,
    };
    user.apps.set(party.appId, app);
    app.appDisplayName = party.appDisplayName;
    return app;
  }
}

/** Of people who are excepted each use is told. */
function isAffected({ wouldBlock, direct, tracked, unexplained }: AppCounts, isExcepted: boolean): boolean {
  return wouldBlock > 0 || unexplained > 0 || (isExcepted && direct + tracked > 0);
}

function affectedApp(control: string, { unexplained: _, ...app }: AppCounts): AffectedApp {
  return { ...app, instead: insteadOf(control, app.appId) };
}

function keyOf({ userId, appId }: Pick<PartyCounts, 'userId' | 'appId'>): string {
  return JSON.stringify([userId, appId]);
}

function nameOf(names: ReadonlySet<string>, before: string | undefined): string {
  return before !== undefined && names.has(before) ? before : ([...names].at(-1) ?? '');
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
