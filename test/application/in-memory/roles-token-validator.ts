import { appRoles } from '../../../shared/application/app-roles.ts';
import type { Caller } from '../../../shared/application/caller.ts';
import type { TokenValidator } from '../../../shared/application/ports/token-validator.ts';
import { UnauthenticatedError } from '../../../shared/core/errors.ts';

/** Takes a list of roles, joined by `-`, for the token of a person who holds them: `Results.Read-Scan.Request`. */
export class RolesTokenValidator implements TokenValidator {
  async validate(token: string): Promise<Caller> {
    const roles = token.split('-').map((part) => appRoles.find((role) => role === part));
    if (roles.includes(undefined)) throw new UnauthenticatedError('The token names no roles.');
    return {
      kind: 'person',
      tenantId: '10000000-0000-4000-8000-000000000001',
      objectId: '20000000-0000-4000-8000-000000000001',
      name: 'Ada',
      roles: roles.filter((role) => role !== undefined),
    };
  }
}
