import { intersect, type Region } from '../prover/cube.ts';
import { holds, type SignInSpace, type UnknownDimension } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { UnreadIndex } from './unread-index.ts';

/** What is unknown of users because groups or roles were not read, each as one Boolean for all policies that name it. */
export class MembershipUnknowns {
  readonly #space: SignInSpace;
  readonly #unread: UnreadIndex;
  readonly #groupName: (id: string) => string;

  constructor(space: SignInSpace, { directory, unread }: Pick<TenantKnowledge, 'directory' | 'unread'>) {
    this.#space = space;
    this.#unread = unread;
    this.#groupName = (id) => directory.groupName(id);
  }

  inGroups(ids: readonly string[]): Region {
    return ids.flatMap((id) => holds(this.#group(id)));
  }

  /** What is nested in a role-assigned group confers nothing: only its direct members hold the role. */
  directlyInGroups(ids: readonly string[]): Region {
    return ids.flatMap((id) => intersect(holds(this.#group(id)), holds(this.#directMember(id))));
  }

  inRole(id: string): Region {
    return holds(
      this.#space.unknown({
        speaksOf: 'user',
        kind: 'role',
        id,
        why: this.#unread.why('role', id) ?? 'Who holds the role was not read whole',
        whatToDo: 'Grant RoleManagement.Read.Directory, or give the role assignments.',
      }),
    );
  }

  /** By a role that no policy names. */
  isAdministrator(): Region {
    return holds(
      this.#space.unknown({
        speaksOf: 'user',
        kind: 'role',
        id: 'any administrative role',
        why: 'Who holds the administrative roles was not read whole',
        whatToDo: 'Grant RoleManagement.Read.Directory, or give the role assignments, users and groups.',
      }),
    );
  }

  #directMember(id: string): UnknownDimension {
    const { why, whatToDo } = this.#group(id);
    return this.#space.unknown({
      speaksOf: 'user',
      kind: 'directMember',
      id,
      displayName: this.#groupName(id),
      why,
      whatToDo,
    });
  }

  #group(id: string): UnknownDimension {
    return this.#space.unknown({
      speaksOf: 'user',
      kind: 'group',
      id,
      displayName: this.#groupName(id),
      why: this.#unread.why('group', id) ?? 'The members of the group were not read',
      whatToDo:
        'Grant GroupMember.Read.All (and Member.Read.Hidden for hidden memberships), or give the group with its members.',
    });
  }
}
