import type {
  GroupPrincipal,
  PrincipalReader,
  UserPrincipal,
} from '../../../shared/application/ports/principal-reader.ts';

/** A directory that tests write to. The same for every tenant. */
export class InMemoryPrincipalReader implements PrincipalReader {
  readonly users = new Map<string, UserPrincipal>();
  readonly groups = new Map<string, GroupPrincipal>();

  async user(_tenantId: string, id: string): Promise<UserPrincipal | undefined> {
    return this.users.get(id);
  }

  async group(_tenantId: string, id: string): Promise<GroupPrincipal | undefined> {
    return this.groups.get(id);
  }
}
