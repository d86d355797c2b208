import { z } from 'zod';
import registration from '../../../../docs/app-registration.json' with { type: 'json' };
import { guidOf } from '../company/deterministic.ts';
import type { User } from '../graph-types.ts';
import { type Application, registerApplication } from '../identities.ts';
import type { Tenant } from '../tenant.ts';
import { type Persona, personasOf } from './personas.ts';

const optionalClaims = z.object({ idToken: z.array(z.object({ name: z.string() })).default([]) });

/** The app registration of the API, and who holds which of its roles. */
export interface ApiRegistration {
  readonly displayName: string;
  readonly clientId: string;
  /** Where codes may be sent; of one on loopback the port is free. */
  readonly redirectUris: readonly string[];
  /** Names of the claims that the registration asks to have in ID tokens. */
  readonly optionalIdTokenClaims: readonly string[];
  readonly personas: readonly Persona[];
  /** What `npm start` scans with: it may read results and ask for scans. */
  readonly scanClient: Application;
  /** Roles of the API that the user was assigned. */
  rolesOfUser(user: Pick<User, 'id'>): readonly string[];
  /** Assigns one more role to somebody, as an administrator of the registration does: new tokens carry it. */
  assignRole(user: Pick<User, 'id'>, role: string): void;
  /** Roles of the API that the application was assigned. */
  rolesOfApplication(application: Pick<Application, 'clientId'>): readonly string[];
}

/** Registered as the documentation tells an administrator to. */
export function registerApi(tenant: Tenant): ApiRegistration {
  const personas = personasOf(tenant);
  const assigned = new Map(personas.map(({ user, roles }) => [user.id, roles]));
  const scanClient = registerApplication(tenant.tenantId, 'gateproof-scan-client');
  return {
    displayName: registration.displayName,
    clientId: guidOf(tenant.tenantId, 'application/gateproof-api'),
    redirectUris: registration.publicClient.redirectUris,
    optionalIdTokenClaims: optionalClaims.parse(registration.optionalClaims).idToken.map(({ name }) => name),
    personas,
    scanClient,
    rolesOfUser: ({ id }) => assigned.get(id) ?? [],
    assignRole: ({ id }, role) => {
      assigned.set(id, [...(assigned.get(id) ?? []), role]);
    },
    rolesOfApplication: ({ clientId }) =>
      clientId === scanClient.clientId ? ['Results.Read', 'Scan.Request'] : [],
  };
}

/** Whether a scope asks for the API: by its client id or its `api://` address. */
export function asksForApi({ clientId }: Pick<ApiRegistration, 'clientId'>, scope: string): boolean {
  const resource = /(?<=^|\s)(?:api:\/\/)?([0-9a-f-]{36})\/\S+/i.exec(scope)?.[1];
  return resource?.toLowerCase() === clientId;
}
