import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remediationIdSchema } from '../../shared/application/identifiers.ts';
import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import {
  forged,
  newKey,
  ofApplication,
  startTestAuthority,
  type TestAuthority,
} from '../adapters/token-validation/test-authority.ts';
import type { Answer } from '../functions/answers.ts';
import { dee, type PersonName, people, tenantId } from './company.ts';
import { type Attempt, SignedWorld } from './signed-world.ts';
import { createForeignPolicy } from './ways.ts';

let authority: TestAuthority;
beforeAll(async () => {
  authority = await startTestAuthority();
});
afterAll(() => authority.stop());

const otherHash = `sha256:${'1'.repeat(64)}`;
const seconds = (world: SignedWorld) => Math.floor(world.estate.clock().getTime() / 1_000);
const issuedAgo = (world: SignedWorld, ago: number): Attempt => ({
  claims: { iat: seconds(world) - ago, nbf: seconds(world) - ago },
});

interface Refusal {
  readonly what: string;
  readonly by?: PersonName;
  /** What comes before the attempt. */
  readonly before?: (world: SignedWorld, shown: ShownRemediation) => Promise<void>;
  readonly hash?: (world: SignedWorld, shown: ShownRemediation) => string;
  readonly attempt?: (world: SignedWorld, shown: ShownRemediation) => Attempt | Promise<Attempt>;
  readonly status: number;
  readonly because: string;
}

const wrongTokens: readonly Refusal[] = [
  {
    what: 'its token is signed by nobody (alg: none)',
    attempt: () => ({ idToken: (token) => forged(token, { header: { alg: 'none' }, signature: 'AA' }) }),
    status: 401,
    because: 'not signed by the tenant',
  },
  {
    what: 'its token is signed by a key that the tenant does not publish',
    attempt: async () => ({ key: await newKey() }),
    status: 401,
    because: 'not signed by the tenant',
  },
  {
    what: 'its token names a published key and is signed by another one',
    attempt: async () => {
      const { privateKey, publicPem } = await newKey();
      const published = authority.keys[0]?.published;
      if (published === undefined) throw new Error('The authority has no key.');
      return { key: { privateKey, publicPem, published } };
    },
    status: 401,
    because: 'not signed by the tenant',
  },
  {
    what: 'its token is signed with the public key for a secret (HS256)',
    attempt: () => ({
      idToken: (token) => {
        const [head, claims] = forged(token, { header: { alg: 'HS256' } }).split('.');
        const secret = authority.keys[0]?.publicPem ?? '';
        const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
        return `${head}.${claims}.${signature}`;
      },
    }),
    status: 401,
    because: 'not signed by the tenant',
  },
  {
    what: 'the claims of its token were changed after it was signed',
    by: 'cy',
    attempt: () => ({
      claims: { oid: people.bo.objectId },
      idToken: (token) => forged(token, { claims: { oid: people.cy.objectId } }),
    }),
    status: 401,
    because: 'not signed by the tenant',
  },
  {
    what: 'its token is for another API',
    attempt: () => ({ claims: { aud: '30000000-0000-4000-8000-00000000dead' } }),
    status: 401,
    because: 'see its claim aud',
  },
  {
    what: 'its token has another issuer',
    attempt: () => ({ claims: { iss: 'https://login.example.com/other/v2.0' } }),
    status: 401,
    because: 'see its claim iss',
  },
  {
    what: 'its token is of another tenant',
    attempt: () => ({ claims: { tid: '10000000-0000-4000-8000-00000000dead' } }),
    status: 401,
    because: 'see its claim tid',
  },
  {
    what: 'its token is of an application',
    attempt: () => ({ claims: { ...ofApplication, sub: people.bo.objectId } }),
    status: 401,
    because: 'no ID token of a person',
  },
  {
    what: 'its token is an access token',
    attempt: () => ({ claims: { scp: 'access_as_user', azpacr: '0' } }),
    status: 401,
    because: 'no ID token of a person',
  },
  {
    what: 'its token is of somebody else',
    attempt: () => ({ claims: { oid: people.cy.objectId } }),
    status: 401,
    because: 'somebody else',
  },
  {
    what: 'its token does not carry the role',
    attempt: () => ({ claims: { roles: ['Results.Read'] } }),
    status: 403,
    because: 'Remediation.Approve',
  },
  {
    what: 'its token was issued before the proposal',
    attempt: (world) => issuedAgo(world, 86_400),
    status: 409,
    because: 'older than what there is to decide on',
  },
  {
    what: 'its token is of the future',
    attempt: (world) => ({ claims: { iat: seconds(world) + 600 } }),
    status: 401,
    because: 'of the future',
  },
  {
    what: 'its token is more than ten minutes old',
    before: async (world) => world.estate.wait(3_600_000),
    attempt: (world) => issuedAgo(world, 900),
    status: 401,
    because: 'more than 10 minutes old',
  },
];

const wrongHashes: readonly Refusal[] = [
  {
    what: 'another hash is signed',
    hash: () => otherHash,
    status: 409,
    because: 'not what there is to decide on',
  },
  {
    what: 'the nonce is that of another plan',
    attempt: () => ({ claims: { nonce: otherHash } }),
    status: 409,
    because: 'nonce',
  },
  {
    what: 'the hash of the request is altered',
    attempt: (_, { planHash }) => ({ claims: { nonce: planHash }, body: { hash: otherHash } }),
    status: 409,
    because: 'nonce',
  },
  {
    what: 'its token approved an earlier proposal',
    before: async (world, { proposal: { remediationId: id }, planHash }) => {
      const idToken = await world.signed('bo', planHash);
      replayed = idToken;
      await world.tryToApprove('bo', id, planHash, { idToken: () => idToken });
      await world.course.insist('cy', `${tenantId}/${id}/reject`, { reason: 'Not now' });
      await world.course.propose('ada');
    },
    attempt: () => ({ idToken: () => replayed }),
    status: 409,
    because: 'not what there is to decide on now',
  },
];
let replayed = '';

const wrongPeople: readonly Refusal[] = [
  { what: 'it is the requester’s own', by: 'ada', status: 403, because: 'takes another person' },
  {
    what: 'the caller does not have the role',
    before: async ({ estate }) => {
      estate.callers.set('bo', { ...people.bo, tenantId: authority.tenantId, roles: ['Results.Read'] });
    },
    status: 403,
    because: 'Remediation.Approve',
  },
  {
    what: 'the caller is an application',
    before: async ({ estate }) => {
      estate.callers.set('bo', { ...people.bo, tenantId: authority.tenantId, kind: 'application' });
    },
    status: 403,
    because: 'Only people',
  },
  {
    what: 'nobody knows the caller',
    before: async ({ estate }) => {
      estate.callers.delete('bo');
    },
    status: 401,
    because: '',
  },
  { what: 'no reason is given', attempt: () => ({ body: { reason: '' } }), status: 400, because: 'reason' },
  {
    what: 'it says more than an approval does',
    attempt: () => ({ body: { enforce: true } }),
    status: 400,
    because: 'enforce',
  },
];

const wrongTimes: readonly Refusal[] = [
  {
    what: 'the proposal has expired',
    before: async ({ estate }) => estate.wait(73 * 3_600_000),
    status: 409,
    because: 'The time to approve it passed',
  },
  {
    what: 'the proposal was rejected',
    before: async ({ course }, { proposal: { remediationId } }) => {
      await course.insist('cy', `${tenantId}/${remediationId}/reject`, { reason: 'Not now' });
    },
    status: 409,
    because: 'rejected',
  },
  {
    what: 'the proposal was superseded',
    before: async ({ course, estate }) => {
      createForeignPolicy(estate);
      await course.nextScan();
    },
    status: 409,
    because: 'superseded',
  },
];

const ofEnforcement: readonly Refusal[] = [
  {
    what: 'the gate is closed',
    before: (world, shown) => untilObserving(world, shown, 3),
    hash: () => otherHash,
    status: 409,
    because: 'cannot be switched on yet',
  },
  {
    what: 'the plan is signed once more, not its enforcement',
    by: 'di',
    before: (world, shown) => untilObserving(world, shown, 15),
    attempt: () => ({ body: { acknowledged: [dee] } }),
    status: 409,
    because: 'not what there is to decide on',
  },
  {
    what: 'somebody who is stopped is not acknowledged',
    before: (world, shown) => untilObserving(world, shown, 15),
    hash: () => enforcementHash,
    status: 400,
    because: 'must name everybody who is stopped',
  },
  {
    what: 'somebody is acknowledged who is not stopped',
    before: (world, shown) => untilObserving(world, shown, 15),
    hash: () => enforcementHash,
    attempt: () => ({ body: { acknowledged: [dee, people.cy.objectId] } }),
    status: 400,
    because: 'names somebody whom this does not stop',
  },
];
let enforcementHash = '';

async function untilObserving(
  world: SignedWorld,
  { proposal }: ShownRemediation,
  days: number,
): Promise<void> {
  const { course } = world;
  const { remediationId: id } = proposal;
  await world.approveWell(id);
  await course.drain();
  await course.nextScan();
  await course.observe(id, days);
  enforcementHash = (await course.shown(id)).decision?.hash ?? '';
}

const refusals = [...wrongTokens, ...wrongHashes, ...wrongPeople, ...wrongTimes, ...ofEnforcement];

describe('An approval changes nothing where', () => {
  it.each(refusals)('$what', async ({ by = 'bo', before, hash, attempt, status, because }) => {
    const world = new SignedWorld(authority);
    const shown = await world.proposed();
    await before?.(world, shown);
    const id = await newestRemediation(world);
    const was = await everythingOf(world, id);
    const signed = hash?.(world, shown) ?? shown.planHash;

    const answer = await world.tryToApprove(by, id, signed, await attempt?.(world, shown));

    expect({ status: answer.status, detail: detailOf(answer) }).toEqual({
      status,
      detail: expect.stringContaining(because),
    });
    expect(await everythingOf(world, id)).toEqual(was);
    await world.course.drain();
    expect(world.estate.policyWriter.sent).toHaveLength(was.sent);
  });

  it('the authentication context is missing that the settings ask for', async () => {
    const world = new SignedWorld(authority, { settings: { APPROVAL_AUTHENTICATION_CONTEXT: 'c1' } });
    const { proposal, planHash } = await world.proposed();
    const was = await everythingOf(world, proposal.remediationId);

    const answer = await world.tryToApprove('bo', proposal.remediationId, planHash, {
      claims: { acrs: ['c2'] },
    });

    expect(answer.status).toBe(403);
    expect(await everythingOf(world, proposal.remediationId)).toEqual(was);
  });

  it('the same person has given it already', async () => {
    const world = new SignedWorld(authority);
    const { proposal, planHash } = await world.proposed();
    await world.tryToApprove('bo', proposal.remediationId, planHash);
    const was = await everythingOf(world, proposal.remediationId);

    const answer = await world.tryToApprove('bo', proposal.remediationId, planHash);
    await world.course.drain();

    expect(answer.json()).toMatchObject({ state: { status: 'proposed' }, decision: { given: 1, needed: 2 } });
    expect(await everythingOf(world, proposal.remediationId)).toEqual(was);
  });

  it('it is the only one of what a pipeline asked for, whatever the settings say', async () => {
    const world = new SignedWorld(authority, { settings: { REMEDIATION_APPROVALS: 1 } });
    await world.course.scan();
    const asked = { version: 1, tenantId, control: '2.2.3', requestedBy: 'nightly' };
    world.estate.queues.put('remediation-requests', asked, world.estate.clock());
    await world.course.drain();
    const id = await newestRemediation(world);
    const { planHash } = await world.course.shown(id);

    const answer = await world.tryToApprove('bo', id, planHash);
    await world.course.drain();

    expect(answer.json()).toMatchObject({ state: { status: 'proposed' }, decision: { given: 1, needed: 2 } });
    expect(world.estate.policyWriter.sent).toEqual([]);
  });
});

/** All that an approval could have changed. */
async function everythingOf({ estate }: SignedWorld, id: string) {
  const remediationId = remediationIdSchema.parse(id);
  const kept = await estate.remediationStore.find(tenantId, remediationId);
  return {
    kept,
    journal: await estate.remediationStore.journal(tenantId, remediationId),
    policies: estate.tenant.policies,
    sent: estate.policyWriter.sent.length,
  };
}

async function newestRemediation({ estate }: SignedWorld): Promise<string> {
  const { items } = await estate.remediationStore.list(tenantId, {}, { size: 1 });
  return items[0]?.remediationId ?? '';
}

function detailOf(answer: Answer): string {
  const { detail } = answer.json() as { readonly detail?: string };
  return detail ?? '';
}
