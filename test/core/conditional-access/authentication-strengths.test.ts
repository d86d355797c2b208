import { describe, expect, test } from 'vitest';
import {
  builtInStrengths,
  multifactorCombinations,
  singleFactorCombinations,
} from '../../../shared/core/conditional-access/authentication-strengths.ts';

const everyCombination = [...multifactorCombinations, ...singleFactorCombinations];

// api-reference/v1.0/resources/authenticationmethodmodes.md
const authenticationMethodModes = [
  'password',
  'voice',
  'hardwareOath',
  'softwareOath',
  'sms',
  'fido2',
  'windowsHelloForBusiness',
  'microsoftAuthenticatorPush',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'email',
  'x509CertificateSingleFactor',
  'x509CertificateMultiFactor',
  'federatedSingleFactor',
  'federatedMultiFactor',
  'qrCodePin',
];

test('the built-in strengths bear the date and the page of their source', () => {
  expect(builtInStrengths.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(builtInStrengths.source).toContain('authenticationstrengthroot-list-policies.md');
});

test.each([
  ['00000000-0000-0000-0000-000000000002', 'Multifactor authentication', 19],
  ['00000000-0000-0000-0000-000000000003', 'Passwordless MFA', 4],
  ['00000000-0000-0000-0000-000000000004', 'Phishing-resistant MFA', 3],
])('%s is %s, with %i combinations', (id, displayName, count) => {
  const found = builtInStrengths.strengths.filter((strength) => strength.id === id);

  expect(found.map((strength) => strength.displayName)).toEqual([displayName]);
  expect(new Set(found.flatMap((strength) => strength.allowedCombinations)).size).toBe(count);
});

describe.each(builtInStrengths.strengths)('$displayName', ({ allowedCombinations }) => {
  test('allows multifactor combinations only', () => {
    expect(allowedCombinations.filter((combination) => !multifactorCombinations.has(combination))).toEqual(
      [],
    );
  });

  test('lists no combination twice', () => {
    expect(new Set(allowedCombinations).size).toBe(allowedCombinations.length);
  });
});

test('no combination is both multifactor and single-factor', () => {
  expect(
    everyCombination.filter((one) => multifactorCombinations.has(one) && singleFactorCombinations.has(one)),
  ).toEqual([]);
});

test('combinations are made of the modes that Graph knows, without spaces, and use each of them', () => {
  const used = new Set(everyCombination.flatMap((combination) => combination.split(',')));

  expect([...used].toSorted()).toEqual(authenticationMethodModes.toSorted());
});

test.each([
  'fido2',
  'windowsHelloForBusiness',
  'x509CertificateMultiFactor',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'password,sms',
  'password,x509CertificateSingleFactor',
  'federatedMultiFactor',
  'voice,federatedSingleFactor',
])('%s is multifactor', (combination) => {
  expect(multifactorCombinations.has(combination)).toBe(true);
});

test.each(['password', 'sms', 'email', 'federatedSingleFactor', 'x509CertificateSingleFactor', 'qrCodePin'])(
  '%s is single-factor',
  (combination) => {
    expect(singleFactorCombinations.has(combination)).toBe(true);
  },
);
