import { describe, expect, test } from 'vitest';
import type { Witness } from '../../shared/core/controls/control-result.ts';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { casesByTopic } from './cases/all-cases.ts';
import { annExcepted } from './cases/exceptions.ts';
import { mfaPolicy } from './cases/mfa-policy.ts';
import { AT, DEVICE_REGISTRATION, inTenant, MANAGEMENT } from './cases/tenant-case.ts';

describe.each(casesByTopic)('trying every sign-in decides cases about %s', (_topic, cases) => {
  test.each(cases)(
    '$control: $name: $verdict',
    ({ control, snapshot, options, verdict, usersSurelyInGap }) => {
      const answer = bruteForce(snapshot, { at: AT, ...options }, bruteForceData, control);

      expect(answer.verdict).toBe(verdict);
      if (usersSurelyInGap !== undefined) expect(answer.usersSurelyInGap).toEqual(usersSurelyInGap);
    },
  );
});

test('names the users whom an exception keeps out of the gap', () => {
  const { snapshot, options } = annExcepted;

  const answer = bruteForce(snapshot, { at: AT, ...options }, bruteForceData);

  expect(answer.excepted).toEqual(['ann']);
});

describe('a sign-in gets through where MFA or a compliant device is demanded', () => {
  const MFA_OR_COMPLIANT = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] };
  const { snapshot } = inTenant('', 'fail', [mfaPolicy({ grantControls: MFA_OR_COMPLIANT })]);
  const { canGetThrough } = bruteForce(snapshot, { at: AT }, bruteForceData, 'mfa-for-all-users');
  const through: Witness = {
    user: { id: 'ann', roles: [], groups: [], guestType: null },
    resource: MANAGEMENT,
    flow: 'none',
    clientApp: 'browser',
    platform: null,
    location: { namedLocations: [], ipAddress: null, countryOrRegion: null },
    device: { isCompliant: true },
    signInRisk: 'none',
    userRisk: 'none',
    insiderRisk: 'none',
  };
  const { namedLocations } = through.location;

  test.each<[string, Partial<Witness>, boolean]>([
    ['from a compliant device', {}, true],
    ['never from a device that is not compliant', { device: { isCompliant: false } }, false],
    ['never from an unregistered device', { device: null }, false],
    ['to device registration from any device', { device: null, resource: DEVICE_REGISTRATION }, true],
    ['by authentication transfer', { flow: 'authenticationTransfer' }, true],
    ['never by the device code flow, which shows no device', { flow: 'deviceCodeFlow' }, false],
    ['from a legacy client', { clientApp: 'other' }, true],
    [
      'never by a flow that the client app has not',
      { flow: 'authenticationTransfer', clientApp: 'other' },
      false,
    ],
    ['never by somebody who does not exist', { user: { ...through.user, id: 'nobody' } }, false],
    [
      'never from an address that lies elsewhere',
      { location: { namedLocations, ipAddress: '198.51.100.1', countryOrRegion: 'NZ' } },
      false,
    ],
  ])('%s', (_name, difference, surely) => {
    expect(canGetThrough({ ...through, ...difference })).toEqual({ possibly: surely, surely });
  });
});
