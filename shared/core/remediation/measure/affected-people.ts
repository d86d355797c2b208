import type { DeviceCodeUse } from '../../sign-ins/sign-in-counts.ts';
import type { AffectedApp, AffectedPerson } from '../course/impact.ts';
import type { PartyCounts } from './counts-by-party.ts';
import { insteadOf } from './instead.ts';

/** What one user did by one app, of all days together. */
interface AppCounts {
  readonly appId: string;
  appDisplayName: string;
  wouldBlock: number;
  carried: number;
  direct: number;
  tracked: number;
}

interface UserCounts {
  /** Each name that the log called them by, the last one last. */
  readonly names: Set<string>;
  readonly apps: Map<string, AppCounts>;
}

/** Gathers who uses what the policies close, day after day. */
export class AffectedPeople {
  readonly #users = new Map<string, UserCounts>();

  addResults(parties: readonly PartyCounts[]): void {
    for (const party of parties) {
      const app = this.#appOf(party);
      app.wouldBlock += party.wouldBlock;
      app.carried += party.carried;
    }
  }

  addUses(uses: readonly DeviceCodeUse[]): void {
    for (const use of uses) if (use.kind !== 'blocked') this.#appOf(use)[use.kind] += use.count;
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
      carried: 0,
      direct: 0,
      tracked: 0,
    };
    user.apps.set(party.appId, app);
    app.appDisplayName = party.appDisplayName;
    return app;
  }
}

/**
 * The policies would have stopped some sign-in, or there are uses without any result of theirs, of which nobody knows
 * that they let them through. Of people who are excepted each use is told.
 */
function isAffected({ wouldBlock, carried, direct, tracked }: AppCounts, isExcepted: boolean): boolean {
  const uses = direct + tracked;
  return wouldBlock > 0 || uses > (isExcepted ? 0 : carried);
}

function affectedApp(control: string, { carried: _, ...app }: AppCounts): AffectedApp {
  return { ...app, instead: insteadOf(control, app.appId) };
}

function nameOf(names: ReadonlySet<string>, before: string | undefined): string {
  return before !== undefined && names.has(before) ? before : ([...names].at(-1) ?? '');
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
