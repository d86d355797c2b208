import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import type { Actor } from '../policies/actor.ts';
import type { DirectoryAuditLog } from '../policies/directory-audit-log.ts';
import type { Policies } from '../policies/policies.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';

/** A request to Graph that has been let in. */
export interface GraphRequest extends SandboxRequest {
  /** Host and version, such as `https://127.0.0.1:7443/v1.0`. */
  readonly baseUrl: string;
  readonly version: GraphVersion;
  /** Permissions out of the token. */
  readonly permissions: ReadonlySet<string>;
  /** Whose token it is. */
  readonly actor: Actor;
  readonly policies: Policies;
  readonly audits: DirectoryAuditLog;
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  /** Page size where the request names none. */
  readonly usualPage: number;
}

export type GraphVersion = 'v1.0' | 'beta';

export interface GraphRoute {
  /** Each inner list is one way to be let in: all of its permissions together. */
  readonly permissions: readonly (readonly string[])[];
  /** No application gets in by itself, whatever it may do otherwise. */
  readonly delegatedOnly?: boolean;
  /** Conditional Access objects share one request a second, whatever asks. */
  readonly conditionalAccess?: boolean;
  /** The logs share five requests in ten seconds. */
  readonly reporting?: boolean;
  readonly handle: (
    request: GraphRequest,
    params: Readonly<Record<string, string>>,
  ) => SandboxResponse | Promise<SandboxResponse>;
}

export function mayPass(
  { permissions, actor }: Pick<GraphRequest, 'permissions' | 'actor'>,
  route: GraphRoute,
): boolean {
  if (route.delegatedOnly === true && actor.kind === 'application') return false;
  return route.permissions.some((needed) => needed.every((permission) => permissions.has(permission)));
}
