import { exceptions } from '../../functions/exceptions.ts';
import type { Caller } from '../../shared/application/caller.ts';
import type { TokenValidator } from '../../shared/application/ports/token-validator.ts';
import { UnauthenticatedError } from '../../shared/core/errors.ts';
import { minute, tenantId } from '../application/examples.ts';
import { ada, bo, roomOne, rooms, roomTwo } from '../core/exceptions/register-examples.ts';
import { type Answer, answerOf } from './answers.ts';
import { type AppUnderTest, appUnderTest, request } from './app-under-test.ts';

export const tenant = tenantId(1);
const cy = { objectId: '20000000-0000-4000-8000-000000000003', name: 'Cy' };
export const stranger = '30000000-0000-4000-8000-000000000009';

const writes = ['Results.Read', 'Exceptions.Write'] as const;
const inTenant = { tenantId: '10000000-0000-4000-8000-000000000001', roles: writes };
const callers: Readonly<Record<string, Caller>> = {
  ada: { kind: 'person', ...inTenant, ...ada },
  bo: { kind: 'person', ...inTenant, ...bo },
  cy: { kind: 'person', ...inTenant, ...cy, roles: ['Results.Read'] },
  pipeline: { kind: 'application', ...inTenant, objectId: cy.objectId, name: 'Pipeline' },
};
export type CallerName = 'ada' | 'bo' | 'cy' | 'pipeline';

/** The token of a caller is their name. */
const tokenValidator: TokenValidator = {
  async validate(token) {
    const caller = callers[token];
    if (caller === undefined) throw new UnauthenticatedError('Nobody has this token.');
    return caller;
  },
};

/** Of an exception for the group of rooms. */
export const proposal = {
  kind: 'group',
  principalId: rooms,
  controls: ['2.2.3'],
  reason: 'Meeting rooms sign in with the device code flow',
  owner: ada.objectId,
  ticket: 'CHG-1',
  expiresOn: '2027-01-31',
};

export interface RegisterUnderTest extends AppUnderTest {
  at: string;
  get(by: CallerName, path?: string, query?: Record<string, string>): Promise<Answer>;
  post(by: CallerName, path: string, body?: unknown): Promise<Answer>;
  propose(by?: CallerName, changes?: object): Promise<{ readonly id: string; readonly contentHash: string }>;
  setMembers(...ids: readonly string[]): void;
}

/** The register over in-memory twins, asked over HTTP by Ada and Bo, who may decide, Cy, who may read, and a pipeline. */
export function registerUnderTest(): RegisterUnderTest {
  const time = { at: minute(0) };
  const underTest = appUnderTest({ tokenValidator, clock: () => new Date(time.at) });
  const { app, principalReader } = underTest;
  for (const { objectId, name } of [ada, bo]) {
    principalReader.users.set(objectId, { displayName: name, accountEnabled: true });
  }
  principalReader.users.set(roomOne, { displayName: 'Room one', accountEnabled: true });

  const send = (by: CallerName, path: string, init: object) =>
    answerOf(
      exceptions(app),
      request(`exceptions/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      }),
    );
  const self: RegisterUnderTest = {
    ...underTest,
    get at() {
      return time.at;
    },
    set at(at) {
      time.at = at;
    },
    get: (by, path = tenant, query = {}) => send(by, path, { query }),
    post: (by, path, body) =>
      send(by, path, {
        method: 'POST',
        ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
      }),
    async propose(by = 'ada', changes = {}) {
      const answer = await self.post(by, tenant, { ...proposal, ...changes });
      return answer.json() as { id: string; contentHash: string };
    },
    setMembers(...ids) {
      const members = ids.map((id) => ({ id, displayName: `Name of ${id}` }));
      principalReader.groups.set(rooms, { displayName: 'Room accounts', members });
    },
  };
  self.setMembers(roomOne, roomTwo);
  return self;
}
