import { proposeRemediation } from '../../functions/propose-remediation.ts';
import { remediations } from '../../functions/remediations.ts';
import type { AppRole } from '../../shared/application/app-roles.ts';
import type { Caller } from '../../shared/application/caller.ts';
import type { KeptRemediation } from '../../shared/application/ports/remediation-store.ts';
import type { TokenValidator } from '../../shared/application/ports/token-validator.ts';
import { recordEvent } from '../../shared/application/remediation/record-event.ts';
import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import { UnauthenticatedError } from '../../shared/core/errors.ts';
import type { RemediationEvent } from '../../shared/core/remediation/course/events.ts';
import type { EnforcementProposal, Impact } from '../../shared/core/remediation/course/impact.ts';
import { minute, scanId, tenantId } from '../application/examples.ts';
import { idTokenOf, type SaidByIdToken } from '../application/in-memory/in-memory-approval-verifier.ts';
import { keptRemediation } from '../application/remediation/kept-remediation.ts';
import { exampleImpact } from '../application/remediation/remediation-examples.ts';
import { type Answer, answerOf } from './answers.ts';
import {
  type AppUnderTest,
  type AppUnderTestOptions,
  appUnderTest,
  invocation,
  request,
} from './app-under-test.ts';

export const tenant = tenantId(1);

const inTenant = { tenantId: '10000000-0000-4000-8000-000000000001' };
const everything: readonly AppRole[] = ['Results.Read', 'Remediation.Propose', 'Remediation.Approve'];
const person = (number: number, name: string, roles: readonly AppRole[]): Caller => ({
  kind: 'person',
  ...inTenant,
  objectId: `20000000-0000-4000-8000-00000000000${number}`,
  name,
  roles,
});

export const callers = {
  /** Proposes, and may approve what others propose. */
  ada: person(1, 'Ada', everything),
  bo: person(2, 'Bo', everything),
  cy: person(3, 'Cy', everything),
  reader: person(4, 'Reader', ['Results.Read']),
  auditor: person(5, 'Auditor', ['Evidence.Read']),
  pipeline: { ...person(6, 'Pipeline', everything), kind: 'application' },
} as const satisfies Readonly<Record<string, Caller>>;
export type CallerName = keyof typeof callers;

/** The token of a caller is their name. */
const tokenValidator: TokenValidator = {
  async validate(token) {
    const caller = Object.entries(callers).find(([name]) => name === token)?.[1];
    if (caller === undefined) throw new UnauthenticatedError('Nobody has this token.');
    return caller;
  },
};

export const emergencyAccount = '30000000-0000-4000-8000-000000000001';

/** A tenant without any policy: the device code flow is open to everybody. */
export const openTenant = {
  policies: [],
  namedLocations: [],
  users: [
    { id: emergencyAccount, displayName: 'Break glass', accountEnabled: true },
    { id: callers.ada.objectId, displayName: 'Ada', accountEnabled: true },
  ],
  groups: [],
  roleAssignments: [],
  securityDefaults: { isEnabled: false },
  licences: ['AAD_PREMIUM'],
};

export interface RemediationsUnderTest extends AppUnderTest {
  at: string;
  get(by: CallerName, path?: string, query?: Record<string, string>): Promise<Answer>;
  post(by: CallerName, path: string, body?: unknown): Promise<Answer>;
  /** Of 2.2.3, unless it is told otherwise. */
  propose(by?: CallerName, wish?: object): Promise<ShownRemediation>;
  /** With a right ID token, unless it is told otherwise. */
  approve(by: CallerName, shown: ShownRemediation, changed?: ChangedApproval): Promise<Answer>;
  scan(number: number): Promise<void>;
  /** By a queue message, as another pipeline does. */
  ask(parts: object): Promise<void>;
  /** The only one that stands. */
  only(): Promise<ShownRemediation>;
  kept(shown: ShownRemediation): Promise<KeptRemediation>;
  /** What the writer and the scans do: they keep the events. */
  happen(shown: ShownRemediation, events: readonly RemediationEvent[]): Promise<void>;
  /** Applied in report-only and measured: these people would be stopped. */
  observe(
    shown: ShownRemediation,
    people: readonly Stopped[],
    changed?: Partial<Impact>,
  ): Promise<ShownRemediation>;
}

type Stopped = EnforcementProposal['acknowledges'][number];

const createdPolicy = '50000000-0000-4000-8000-000000000001';
const created = { change: 0, stage: 'reportOnly', policyId: createdPolicy } as const;

/** From the approval to the first scan that sees the policy. */
export const untilObserving: readonly RemediationEvent[] = [
  { kind: 'writeIntended', write: { ...created, policyId: null, saved: null } },
  { kind: 'written', write: created },
  { kind: 'appliedInReportOnly' },
  { kind: 'observationBegun', scanId: scanId(2) },
];

export interface ChangedApproval {
  readonly token?: Partial<SaidByIdToken>;
  readonly body?: object;
}

/** Remediations over in-memory twins, asked over HTTP, after one scan. */
export async function remediationsUnderTest(
  options: AppUnderTestOptions = {},
): Promise<RemediationsUnderTest> {
  const time = { at: minute(10) };
  const underTest = appUnderTest({
    tokenValidator,
    clock: () => new Date(time.at),
    readTenant: async () => ({ ...openTenant, tenantId: tenant }),
    emergencyAccess: [emergencyAccount],
    ...options,
  });
  const { app } = underTest;
  const send = (by: CallerName, path: string, init: object) =>
    answerOf(
      remediations(app),
      request(`remediations/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      }),
    );
  const self: RemediationsUnderTest = {
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
    async propose(by = 'ada', wish = { control: '2.2.3' }) {
      const answer = await self.post(by, tenant, wish);
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.json()));
      return answer.json() as ShownRemediation;
    },
    approve(by, { proposal, decision }, { token = {}, body = {} } = {}) {
      const hash = decision?.hash ?? '';
      const { objectId, name } = callers[by];
      const idToken = idTokenOf({ objectId, name, nonce: hash, issuedAt: time.at, ...token });
      const acknowledged = decision?.acknowledges.map(({ userId }) => userId);
      return self.post(by, `${tenant}/${proposal.remediationId}/approve`, {
        hash,
        idToken,
        reason: 'Agreed in CHG-1',
        ...(acknowledged !== undefined && acknowledged.length > 0 && { acknowledged }),
        ...body,
      });
    },
    async scan(number) {
      const message = {
        version: 1,
        scanId: scanId(number),
        tenantId: tenant,
        requestedAt: time.at,
        trigger: 'schedule',
      };
      const delivery = {
        queue: 'scans',
        messageId: `scan-${number}`,
        insertedAt: time.at,
        message,
        attempt: 1,
      };
      await app.runScan(delivery, { info: () => {}, warn: () => {}, error: () => {} });
    },
    async ask(parts) {
      const { context } = invocation({ id: 'request-1', insertionTime: time.at, dequeueCount: 1 });
      const message = { version: 1, tenantId: tenant, control: '2.2.3', requestedBy: 'pipeline', ...parts };
      await proposeRemediation(app)(message, context);
    },
    async only() {
      const [kept] = await underTest.remediationStore.standing(tenant);
      const id = kept?.remediation.proposal.remediationId ?? '';
      return (await self.get('reader', `${tenant}/${id}`)).json() as ShownRemediation;
    },
    kept: ({ proposal }) => keptRemediation(underTest.remediationStore, proposal),
    async happen({ proposal }, events) {
      const { remediationStore } = underTest;
      for (const event of events) {
        const found = await keptRemediation(remediationStore, proposal);
        await recordEvent({ remediationStore, clock: () => new Date(time.at) }, found, event);
      }
    },
    async observe({ proposal, planHash }, people, changed = {}) {
      const { tenantId: ofTenant, remediationId } = proposal;
      const enforcement = {
        version: 1,
        remediationId,
        tenantId: ofTenant,
        planHash,
        policyIds: [createdPolicy],
        acknowledges: people,
      } as const;
      const gate = { open: true, daysWithData: 14 } as const;
      const measured = { measuredAt: time.at, since: time.at, gate, enforcement };
      await underTest.remediationStore.saveImpact(
        exampleImpact(1, { remediationId, tenantId: ofTenant, ...measured, ...changed }),
      );
      return (await self.get('reader', `${tenant}/${remediationId}`)).json() as ShownRemediation;
    },
  };
  await self.scan(1);
  return self;
}
