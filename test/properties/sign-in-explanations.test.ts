import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import type { Witness } from '../../shared/core/controls/control-result.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { explainSignIn } from '../../shared/core/why/explain-sign-in.ts';
import type { SignInExplanation } from '../../shared/core/why/explanation.ts';
import type { SignInQuestion } from '../../shared/core/why/sign-in-question.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { evaluateSignIn } from '../sandbox/entra-tenant/evaluation/evaluate-sign-in.ts';
import { type GridPoint, signInGrid } from '../sandbox/entra-tenant/evaluation/sign-in-grid.ts';
import type { ConditionalAccessPolicy, GrantControls } from '../sandbox/entra-tenant/policy-types.ts';
import type { Tenant } from '../sandbox/entra-tenant/tenant.ts';
import { tenantExport } from '../sandbox/entra-tenant/tenant-export.ts';
import type { ControlKey } from './brute-force/claims.ts';
import { APPS, USERS } from './random-tenant/pool.ts';
import { randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const at = '2026-11-22T12:00:00Z';

describe('what is said of one sign-in agrees with the prover', () => {
  const numbers = runs(150, 5_000);

  test.for<ControlKey>(['device-code-flow-blocked', 'mfa-for-all-users'])(
    `of %s, that no witness of a gap meets it ${title(numbers)}`,
    { timeout: 600_000 },
    (control) => {
      fc.assert(
        fc.property(randomTenantFor(control), ({ snapshot: random, options }) => {
          // No control but that of the device code flow counts security defaults; here they do what they do.
          const snapshot = { ...random, securityDefaults: { isEnabled: false } };
          const { controls } = judgeTenant(snapshot, { ...options, controls: [control] });
          const [result] = controls;
          const question =
            result?.verdict === 'fail' && result.witness ? questionOf(result.witness) : undefined;
          if (question === undefined) return;
          const explanation = explainSignIn(snapshot, question);
          expect(explanation.outcome).not.toBe('stopped');
          if (control === 'mfa-for-all-users') expect(surelyAsks(explanation)).not.toContain('MFA');
        }),
        numbers,
      );
    },
  );

  test(`where no sign-in with the device code flow gets through, it says so of every one ${title(numbers)}`, () => {
    fc.assert(
      fc.property(randomTenantFor('device-code-flow-blocked'), anyone, ({ snapshot }, asked) => {
        const { controls } = judgeTenant(snapshot, { controls: ['device-code-flow-blocked'], at });
        if (controls[0]?.verdict !== 'pass' || !isThere(snapshot, asked.userId)) return;
        expect(explainSignIn(snapshot, asked).outcome).toBe('stopped');
      }),
      numbers,
    );
  });
});

const anyone: fc.Arbitrary<SignInQuestion> = fc.record({
  userId: fc.constantFrom(...USERS),
  resource: fc.constantFrom(null, 'Office365', 'baselineScopes', ...APPS),
  flow: fc.constant('deviceCodeFlow'),
  clientApp: fc.constantFrom('browser', 'mobileAppsAndDesktopClients'),
  signInRisk: fc.constantFrom('none', 'high'),
});

function isThere({ users, unread = [] }: TenantSnapshot, userId: string): boolean {
  const isUnread = unread.some(({ kind }) => kind.startsWith('user'));
  return !isUnread && (users ?? []).some((user) => JSON.stringify(user).includes(userId));
}

function surelyAsks({ asks }: SignInExplanation): readonly string[] {
  return asks.filter(({ certainty }) => certainty === 'surely').map(({ what }) => what);
}

/** Undefined for somebody who is only taken to exist. */
function questionOf({ user, location, ...signIn }: Witness): SignInQuestion | undefined {
  if (user.id === null) return undefined;
  const { namedLocations, ipAddress, countryOrRegion } = location;
  return {
    ...signIn,
    userId: user.id,
    location: { namedLocations, countryOrRegion, ...(ipAddress !== null && { ipAddress }) },
  };
}

const company = northwindSandbox();

function changed(name: string, change: Partial<ConditionalAccessPolicy>): Tenant {
  const policies = company.policies.map((policy) =>
    policy.displayName.startsWith(name) ? { ...policy, ...change } : policy,
  );
  return { ...company, policies };
}

const grant = (operator: string, ...builtInControls: string[]): GrantControls => ({
  operator,
  builtInControls,
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
});

describe('what is said of one sign-in agrees with the naive evaluation of the sandbox', () => {
  const numbers = runs(60, 4_000);

  test.each<[string, Tenant]>([
    ['as it is', company],
    ['with the report-only policy on', changed('CA011', { state: 'enabled' })],
    ['with compliant devices for Azure', changed('CA007', { grantControls: grant('OR', 'compliantDevice') })],
    [
      'with MFA and a hybrid joined device for all',
      changed('CA001', { grantControls: grant('AND', 'mfa', 'domainJoinedDevice') }),
    ],
    [
      'with MFA, a compliant or a hybrid joined device for all',
      changed('CA001', { grantControls: grant('OR', 'mfa', 'compliantDevice', 'domainJoinedDevice') }),
    ],
    [
      'with device states as alternatives for all',
      changed('CA001', { grantControls: grant('OR', 'domainJoinedDevice', 'compliantDevice') }),
    ],
  ])(
    `in the company %s on ${numbers.numRuns} random sign-ins, seed ${numbers.seed}`,
    { timeout: 600_000 },
    (_, tenant) => {
      const snapshot = snapshotOf(tenant);
      const grid = signInGrid(tenant);
      const users = tenant.users.map(({ id }) => id);
      fc.assert(
        fc.property(fc.constantFrom(...grid), fc.constantFrom(...users), fc.boolean(), (...random) => {
          const [point, userId, isSessionRefresh] = random;
          const signIn = { ...point, userId, isSessionRefresh };
          const explanation = explainSignIn(snapshot, { ...askedOf(point, userId), isSessionRefresh });
          const willing = evaluateSignIn(tenant, signIn);
          const unwilling = evaluateSignIn(tenant, { ...signIn, ...nothingToOffer });
          expect(outcomeOf(explanation)).toEqual(expectedOf(willing, unwilling));
        }),
        numbers,
      );
    },
  );
});

/** One factor that no strength of the company takes, and no will to follow a page. */
const nothingToOffer = { authenticationMethod: 'qrCodePin', followsPrompts: false } as const;

function snapshotOf(tenant: Tenant): TenantSnapshot {
  return readTenantExport(JSON.parse(JSON.stringify(tenantExport(tenant))));
}

function askedOf({ ipAddress, country, ...point }: GridPoint, userId: string): SignInQuestion {
  const { resource, flow, clientApp, platform, device, signInRisk, userRisk, insiderRisk } = point;
  return {
    userId,
    resource,
    flow,
    clientApp,
    platform,
    location: { ipAddress, countryOrRegion: country },
    ...(flow !== 'deviceCodeFlow' && { device }),
    signInRisk,
    userRisk,
    insiderRisk,
  };
}

/** The error that the user ends with, and the first interrupt where there is none. */
function outcomeOf({ outcome, errorCode, asks }: SignInExplanation) {
  if (outcome !== 'notStopped') return { outcome, errorCode };
  const asked = asks.find((ask) => ask.errorCode !== null && ask.certainty === 'surely');
  return { outcome, errorCode: asked?.errorCode ?? 0 };
}

type Evaluated = ReturnType<typeof evaluateSignIn>;

function expectedOf(willing: Evaluated, unwilling: Evaluated) {
  if (willing.outcome === 'blocked') return { outcome: 'stopped', errorCode: willing.errorCode };
  return { outcome: 'notStopped', errorCode: unwilling.errorCode };
}
