import type { AuthenticationStrength } from '../policy-types.ts';
import { guidOf, instantOf } from './deterministic.ts';

export interface AuthenticationStrengths {
  readonly multifactor: AuthenticationStrength;
  readonly passwordless: AuthenticationStrength;
  readonly phishingResistant: AuthenticationStrength;
  readonly corporateSignIn: AuthenticationStrength;
}

const phishingResistantMethods = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
const passwordlessMethods = [...phishingResistantMethods, 'deviceBasedPush'];

/** The three that every tenant has, and one of the company's own. */
export function authenticationStrengthsOf(seed: string): AuthenticationStrengths {
  const instant = instantOf(seed, 'authenticationStrength/Corporate sign-in');
  return {
    multifactor: builtIn(
      '00000000-0000-0000-0000-000000000002',
      'Multifactor authentication',
      'Combinations of methods that satisfy strong authentication, such as a password + SMS',
      [
        ...passwordlessMethods,
        'temporaryAccessPassOneTime',
        'temporaryAccessPassMultiUse',
        'password,microsoftAuthenticatorPush',
        'password,softwareOath',
        'password,hardwareOath',
        'password,sms',
        'password,voice',
        'federatedMultiFactor',
        'microsoftAuthenticatorPush,federatedSingleFactor',
        'softwareOath,federatedSingleFactor',
        'hardwareOath,federatedSingleFactor',
        'sms,federatedSingleFactor',
        'voice,federatedSingleFactor',
      ],
    ),
    passwordless: builtIn(
      '00000000-0000-0000-0000-000000000003',
      'Passwordless MFA',
      'Passwordless methods that satisfy strong authentication, such as Passwordless sign-in with the Microsoft Authenticator',
      passwordlessMethods,
    ),
    phishingResistant: builtIn(
      '00000000-0000-0000-0000-000000000004',
      'Phishing-resistant MFA',
      'Phishing-resistant, Passwordless methods for the strongest authentication, such as a FIDO2 security key',
      phishingResistantMethods,
    ),
    // Looks strong, and takes a certificate on the device for enough: one factor.
    corporateSignIn: {
      id: guidOf(seed, 'authenticationStrength/Corporate sign-in'),
      displayName: 'Corporate sign-in',
      description:
        'A security key, Windows Hello, the Authenticator app, or the certificate of a company device',
      createdDateTime: instant,
      modifiedDateTime: instant,
      policyType: 'custom',
      requirementsSatisfied: 'none',
      allowedCombinations: [
        'windowsHelloForBusiness',
        'fido2',
        'password,microsoftAuthenticatorPush',
        'x509CertificateSingleFactor',
      ],
    },
  };
}

function builtIn(
  id: string,
  displayName: string,
  description: string,
  allowedCombinations: readonly string[],
): AuthenticationStrength {
  return {
    id,
    displayName,
    description,
    createdDateTime: '2021-12-01T08:00:00Z',
    modifiedDateTime: '2021-12-01T08:00:00Z',
    policyType: 'builtIn',
    requirementsSatisfied: 'mfa',
    allowedCombinations,
  };
}
