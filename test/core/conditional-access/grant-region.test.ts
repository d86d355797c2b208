import { expect, test } from 'vitest';
import { grantRegion } from '../../../shared/core/conditional-access/grant-region.ts';
import { readPolicy } from '../../../shared/core/conditional-access/read-policy.ts';
import {
  complement,
  labelled,
  notSet,
  SignInSpace,
} from '../../../shared/core/conditional-access/sign-in-space.ts';
import { coverage } from '../../../shared/core/prover/coverage.ts';
import { type Dimension, intersect, type PointSet } from '../../../shared/core/prover/cube.ts';
import { deviceRegistration, exchangeOnline, graphGrant, graphPolicy } from '../example-tenant.ts';

type Answer = 'yes' | 'no' | 'unknown';

const withStrength = { authenticationStrength: { id: 's', displayName: 'Phishing-resistant' } };
const withTerms = { termsOfUse: ['tou-1'] };

/** Whether the grant blocks sign-ins of that flow, an ordinary one from a compliant and joined device. */
function blocks(grantControls: unknown, flow: string, resource: string): Answer {
  const policy = readPolicy(graphPolicy({ grantControls }), 0);
  if (policy.kind === 'malformed') throw new Error(policy.why);
  const space = new SignInSpace({
    applications: [exchangeOnline],
    locations: [],
    guestTenants: [],
    deviceRules: [],
  });
  const region = grantRegion(policy.grant, 'blocked', space);
  const showsDevice = flow === 'none';
  const scope = new Map<Dimension, PointSet>([
    [space.flow, labelled(space.flow, [flow])],
    [space.resource, labelled(space.resource, [resource])],
    ...[...space.deviceAttributes.values()].map(
      (attribute) => [attribute, showsDevice ? complement(attribute, notSet) : notSet] as const,
    ),
  ]);
  const answer = coverage([scope], region);
  if (answer.kind === 'decided' && answer.uncovered.length === 0) return 'yes';
  return intersect(region, [scope]).length > 0 ? 'unknown' : 'no';
}

const everywhere = { code: 'yes', registration: 'yes', browser: 'yes' } as const;
const nowhere = { code: 'no', registration: 'no', browser: 'no' } as const;
const perhaps = { code: 'unknown', registration: 'unknown', browser: 'unknown' } as const;
/** Device state cannot be shown under the device code flow, and counts as satisfied for device registration. */
const underDeviceCode = { code: 'yes', registration: 'no', browser: 'no' } as const;

test.each([
  ['block', graphGrant(['block']), everywhere],
  ['block, AND', graphGrant(['block'], { operator: 'AND' }), everywhere],
  ['block, without an operator', graphGrant(['block'], { operator: null }), everywhere],
  ['block AND mfa', graphGrant(['block', 'mfa'], { operator: 'AND' }), everywhere],
  ['block OR mfa', graphGrant(['block', 'mfa']), nowhere],
  ['mfa', graphGrant(['mfa']), nowhere],
  ['an authentication strength', graphGrant([], withStrength), nowhere],
  ['terms of use', graphGrant([], withTerms), nowhere],
  ['passwordChange AND mfa', graphGrant(['passwordChange', 'mfa'], { operator: 'AND' }), nowhere],
  [
    'approvedApplication OR compliantApplication',
    graphGrant(['approvedApplication', 'compliantApplication']),
    nowhere,
  ],
  ['nothing but session controls', null, nowhere],
  ['no control', graphGrant([]), nowhere],
  ['compliantDevice', graphGrant(['compliantDevice']), underDeviceCode],
  ['domainJoinedDevice', graphGrant(['domainJoinedDevice']), underDeviceCode],
  [
    'compliantDevice OR domainJoinedDevice',
    graphGrant(['compliantDevice', 'domainJoinedDevice']),
    underDeviceCode,
  ],
  ['mfa AND compliantDevice', graphGrant(['mfa', 'compliantDevice'], { operator: 'AND' }), underDeviceCode],
  ['mfa OR compliantDevice', graphGrant(['mfa', 'compliantDevice']), nowhere],
  ['an authentication strength OR compliantDevice', graphGrant(['compliantDevice'], withStrength), nowhere],
  [
    'terms of use AND compliantDevice',
    graphGrant(['compliantDevice'], { operator: 'AND', ...withTerms }),
    underDeviceCode,
  ],
  ['terms of use OR compliantDevice', graphGrant(['compliantDevice'], withTerms), nowhere],
  ['a control that is not known', graphGrant(['riskRemediation']), perhaps],
  ['a custom factor', graphGrant([], { customAuthenticationFactors: ['Duo'] }), perhaps],
  ['block AND a control that is not known', graphGrant(['block', 'new'], { operator: 'AND' }), everywhere],
  ['mfa OR a control that is not known', graphGrant(['mfa', 'new']), nowhere],
  [
    'compliantDevice OR a control that is not known',
    graphGrant(['compliantDevice', 'new']),
    { code: 'unknown', registration: 'no', browser: 'no' },
  ],
  [
    'compliantDevice AND a control that is not known',
    graphGrant(['compliantDevice', 'new'], { operator: 'AND' }),
    { code: 'yes', registration: 'unknown', browser: 'unknown' },
  ],
  ['block and mfa, without an operator', graphGrant(['block', 'mfa'], { operator: null }), perhaps],
  [
    'mfa and compliantDevice, under an operator that is not known',
    graphGrant(['mfa', 'compliantDevice'], { operator: 'XOR' }),
    { code: 'unknown', registration: 'no', browser: 'no' },
  ],
])(
  '%s blocks device code, device registration by it, and ordinary sign-ins as it should',
  (_, grant, expected) => {
    expect({
      code: blocks(grant, 'deviceCodeFlow', exchangeOnline),
      registration: blocks(grant, 'deviceCodeFlow', deviceRegistration),
      browser: blocks(grant, 'none', exchangeOnline),
    }).toEqual(expected);
  },
);
