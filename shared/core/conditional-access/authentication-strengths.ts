/**
 * What authentication strengths are made of: combinations of authentication methods, spelled as Graph documents them
 * in `allowedCombinations` (flags of `authenticationMethodModes`, joined by commas without spaces). A combination in
 * neither set is not published by Microsoft: whether it is multifactor is unknown.
 */
export interface BuiltInStrengths {
  /** Date (YYYY-MM-DD) that the copy of the source bears. Microsoft widens these strengths when new methods come. */
  readonly asOf: string;
  /** Repository and path of the page that lists the strengths with their combinations. */
  readonly source: string;
  readonly strengths: readonly BuiltInStrength[];
}

export interface BuiltInStrength {
  /** The same in every tenant. */
  readonly id: string;
  readonly displayName: string;
  readonly allowedCombinations: readonly string[];
}

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];

const passwordless = [...phishingResistant, 'deviceBasedPush'];

const multifactor = [
  ...passwordless,
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'password,microsoftAuthenticatorPush',
  'password,softwareOath',
  'password,hardwareOath',
  'password,x509CertificateSingleFactor',
  'password,x509CertificateMultiFactor',
  'password,sms',
  'password,voice',
  'federatedMultiFactor',
  'microsoftAuthenticatorPush,federatedSingleFactor',
  'softwareOath,federatedSingleFactor',
  'hardwareOath,federatedSingleFactor',
  'sms,federatedSingleFactor',
  'voice,federatedSingleFactor',
];

/** The strengths that every tenant has and nobody can change. */
export const builtInStrengths: BuiltInStrengths = {
  asOf: '2026-03-21',
  source:
    'microsoftgraph/microsoft-graph-docs-contrib api-reference/v1.0/api/authenticationstrengthroot-list-policies.md',
  strengths: [
    {
      id: '00000000-0000-0000-0000-000000000002',
      displayName: 'Multifactor authentication',
      allowedCombinations: multifactor,
    },
    {
      id: '00000000-0000-0000-0000-000000000003',
      displayName: 'Passwordless MFA',
      allowedCombinations: passwordless,
    },
    {
      id: '00000000-0000-0000-0000-000000000004',
      displayName: 'Phishing-resistant MFA',
      allowedCombinations: phishingResistant,
    },
  ],
};

/**
 * Combinations that satisfy MFA. Microsoft defines them as those of the strength *Multifactor authentication*
 * (MicrosoftDocs/entra-docs docs/identity/authentication/concept-authentication-strengths.md), hence with both
 * kinds of Temporary Access Pass.
 */
export const multifactorCombinations: ReadonlySet<string> = new Set(multifactor);

/**
 * Combinations that a custom strength may allow and that are one factor: the rest of those that Graph lists
 * (api-reference/v1.0/api/authenticationstrengthroot-list-authenticationmethodmodes.md), and the newer `qrCodePin`,
 * which Graph calls a single-factor method (api-reference/v1.0/resources/qrcodepinauthenticationmethod.md).
 */
export const singleFactorCombinations: ReadonlySet<string> = new Set([
  'password',
  'sms',
  'email',
  'federatedSingleFactor',
  'x509CertificateSingleFactor',
  'qrCodePin',
]);

/** What a strength is worth; without combinations of its own, by its id if it is a built-in one. */
export function strengthWorth(
  id: string,
  allowedCombinations: readonly string[],
): 'multifactor' | 'singleFactor' | 'unknown' {
  const builtIn = builtInStrengths.strengths.find((strength) => strength.id === id.toLowerCase());
  const given = allowedCombinations.length > 0 ? allowedCombinations : builtIn?.allowedCombinations;
  const allowed = (given ?? []).map(asSet);
  if (allowed.some((combination) => singleFactorSets.has(combination))) return 'singleFactor';
  const isMultifactor = allowed.length > 0 && allowed.every((one) => multifactorSets.has(one));
  return isMultifactor ? 'multifactor' : 'unknown';
}

/** Those of which nobody knows what they are worth, each once; in one order and one spelling, whatever theirs is. */
export function unpublishedCombinations(allowedCombinations: readonly string[]): readonly string[] {
  const sets = new Set(allowedCombinations.map(asSet));
  return [...sets].filter((one) => !multifactorSets.has(one) && !singleFactorSets.has(one)).sort();
}

const multifactorSets = new Set([...multifactorCombinations].map(asSet));
const singleFactorSets = new Set([...singleFactorCombinations].map(asSet));

/** A combination is a set of flags: neither order nor case tells two apart. */
function asSet(combination: string): string {
  const flags = combination.split(',').map((flag) => flag.trim().toLowerCase());
  return flags.sort().join();
}
