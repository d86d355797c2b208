import { deviceRegistrationService } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Control } from '../controls/control.ts';
import type { ControlResult } from '../controls/control-result.ts';
import { containsAll } from '../controls/criterion.ts';
import { listText } from '../controls/list-text.ts';
import { desiredConditions } from './desired-conditions.ts';
import type { PolicyChange, RiskNote, Step } from './plan.ts';
import type { RequiredExclusions } from './required-exclusions.ts';
import { includesName, listAt } from './wire-members.ts';

/** What a plan is about, as far as its risks depend on it. */
export interface RiskyPlan {
  readonly control: Control;
  readonly tenant: TenantKnowledge;
  readonly exclusions: RequiredExclusions;
  readonly steps: readonly Step[];
  readonly changes: readonly PolicyChange[];
  readonly after: ControlResult;
}

/** What to mind before the plan is approved, the gravest first. */
export function riskNotes(plan: RiskyPlan): readonly RiskNote[] {
  return gravestFirst([
    ...lockOut(plan),
    ...ofTenant(plan),
    ...exceptionsNotCarriedOver(plan),
    ...ofPolicies(plan),
    ...(isAboutDeviceCode(plan.control) ? ofDeviceCodeFlow(plan) : []),
    ...ofMfa(plan),
  ]);
}

/** The same of a plan that takes back what was written. */
export function rollBackNotes(plan: RiskyPlan): readonly RiskNote[] {
  return gravestFirst([
    ...lockOut(plan),
    ...ofTenant(plan),
    ...ofPolicies(plan),
    ...(isAboutDeviceCode(plan.control)
      ? [
          note(
            'sessions-tracked',
            'info',
            'Sessions that began with the device code flow while the policy was in force need a fresh sign-in, even once it is off (AADSTS530036).',
          ),
        ]
      : []),
  ]);
}

function gravestFirst(notes: readonly RiskNote[]): readonly RiskNote[] {
  const ranks = ['high', 'medium', 'low', 'info'];
  return notes.toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity));
}

function note(key: string, severity: RiskNote['severity'], text: string): RiskNote {
  return { key, severity, text };
}

/** Emergency access that is missing, disabled or not left out somewhere, as the prover finds it after the plan. */
function lockOut({ after, exclusions }: RiskyPlan): readonly RiskNote[] {
  const found = after.findings
    .filter(({ key }) => key === 'lock-out-risk')
    .map(({ key, severity, text }) => note(key, severity, text));
  const unclear = exclusions.ofUnknownKind.map((id) =>
    note(
      'emergency-access-unclear',
      'high',
      `Whether the emergency access ${id} is an account or a group is not known; it is left out as an account. Check it first.`,
    ),
  );
  return [...found, ...unclear];
}

/** Microsoft: docs/includes/entra-service-limits-include.md. */
const mostPolicies = 195;

function ofTenant({ tenant, changes }: RiskyPlan): readonly RiskNote[] {
  const { securityDefaults, licences, policies } = tenant;
  const isNew = changes.some(({ policy }) => policy.id === null);
  const isLicensed = licences?.some((plan) => /^AAD_PREMIUM(_P2)?$/i.test(plan)) ?? true;
  return [
    ...(securityDefaults === 'on'
      ? [
          note(
            'security-defaults-on',
            'high',
            'Security defaults are on, and Entra lets no policy be in force beside them. They are never switched off by a plan.',
          ),
        ]
      : []),
    ...(isLicensed
      ? []
      : [note('licence-missing', 'high', 'Conditional Access needs Entra ID P1, which the tenant lacks.')]),
    ...(isNew && policies.length >= mostPolicies
      ? [
          note(
            'too-many-policies',
            'high',
            `The tenant has ${policies.length} policies, and Entra allows ${mostPolicies}.`,
          ),
        ]
      : []),
  ];
}

function exceptionsNotCarriedOver({ exclusions }: RiskyPlan): readonly RiskNote[] {
  return exclusions.notCarriedOver.map(({ principalId, why }) =>
    note(
      'exception-not-carried-over',
      'medium',
      `The exception for ${principalId} cannot become an exclusion: ${why}. They lose access unless a policy of their own is made.`,
    ),
  );
}

function ofPolicies({ changes }: RiskyPlan): readonly RiskNote[] {
  return changes.flatMap(({ policy, isMicrosoftManaged, stages }) => [
    ...(stages.length === 1 && stages[0].request.body['state'] === undefined
      ? [
          note(
            'takes-effect-at-once',
            'medium',
            `"${policy.displayName}" is in force: what is changed holds at once, and nothing measures it before.`,
          ),
        ]
      : []),
    ...(isMicrosoftManaged
      ? [
          note(
            'microsoft-managed',
            'info',
            `"${policy.displayName}" is managed by Microsoft: its state and its exclusions are all that can be changed, and Microsoft may widen it.`,
          ),
        ]
      : []),
  ]);
}

function isAboutDeviceCode(control: Control): boolean {
  return desiredConditions(control).transferMethods.includes('devicecodeflow');
}

function ofDeviceCodeFlow({ changes, steps }: RiskyPlan): readonly RiskNote[] {
  const registers = steps.some(
    ({ member, value }) =>
      member.endsWith('excludeApplications') &&
      Array.isArray(value) &&
      includesName(value, deviceRegistrationService),
  );
  const isNew = changes.some(({ policy }) => policy.id === null);
  return [
    note(
      'shared-devices',
      'medium',
      'Teams Rooms, shared displays and other accounts that no person uses may sign in by device code: look for them in the sign-in log, and approve exceptions first.',
    ),
    ...(registers || isNew
      ? [
          note(
            'device-registration',
            registers ? 'medium' : 'info',
            'The Device Registration Service is covered as well: devices that register by device code, as Teams Rooms on Android do, do so no more.',
          ),
        ]
      : []),
    note(
      'sessions-tracked',
      'info',
      'Sessions that began with the device code flow end at their next refresh (AADSTS530036); should the policy be switched off again, they need a fresh sign-in all the same.',
    ),
  ];
}

function ofMfa({ control, changes }: RiskyPlan): readonly RiskNote[] {
  const { claim } = control;
  if (claim.kind === 'someUntrustedPlaceBlocked')
    return [
      note(
        'blocks-by-place',
        'high',
        'Whoever works or travels outside the places that stay open is locked out: name countries instead of all places where that is too much.',
      ),
    ];
  if (claim.kind !== 'everySignInMeets' || claim.requirement !== 'mfaOrBlocked') return [];
  const legacy = changes.filter(({ stages }) => {
    const types = listAt((stages.at(-1) ?? stages[0]).policy, 'conditions.clientAppTypes');
    return types.length === 0 || containsAll(types) || includesName(types, 'other');
  });
  return legacy.length === 0
    ? []
    : [
        note(
          'legacy-clients',
          'medium',
          `Clients with legacy authentication cannot give MFA: ${listText(legacy.map(({ policy }) => `"${policy.displayName}"`))} blocks them. Accounts without a second factor need one first.`,
        ),
      ];
}
