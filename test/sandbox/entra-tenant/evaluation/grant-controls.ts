import type { GrantControls } from '../policy-types.ts';
import { deviceRegistrationService } from '../resources.ts';
import type { SignIn } from './sign-in.ts';

/** `prompt`: the user would have to do something first. `refused`: nothing that the user does helps. */
export type ControlOutcome =
  | { readonly kind: 'satisfied' }
  | { readonly kind: 'prompt'; readonly errorCode: number }
  | { readonly kind: 'refused'; readonly errorCode: number };

const satisfied: ControlOutcome = { kind: 'satisfied' };
const prompt = (errorCode: number): ControlOutcome => ({ kind: 'prompt', errorCode });
const refused = (errorCode: number): ControlOutcome => ({ kind: 'refused', errorCode });

const blockedByConditionalAccess = 53003;
const multifactorNeeded = 50076;
const interactionNeeded = 50158;
const passwordChangeNeeded = 50142;
const deviceNotCompliant = 53000;
const deviceNotDomainJoined = 53001;
const deviceAuthenticationNeeded = 50097;
const platformNotSupported = 50005;

/** Methods that are one factor only; every other combination is multifactor. */
export const singleFactorMethods: readonly string[] = [
  'password',
  'sms',
  'email',
  'hardwareOath',
  'softwareOath',
  'qrCodePin',
  'federatedSingleFactor',
  'x509CertificateSingleFactor',
];

/**
 * How the sign-in fares against one policy's grant. `OR` takes the best of its controls, `AND` the worst.
 * `enforced` is false for report-only policies, which show no prompts that a user could follow.
 */
export function evaluateGrant(
  grant: GrantControls | null,
  signIn: SignIn,
  enforced: boolean,
): ControlOutcome {
  if (grant === null) return satisfied;
  const prompts = [...grant.customAuthenticationFactors, ...grant.termsOfUse];
  const outcomes = [
    ...grant.builtInControls.map((control) => evaluateControl(control, signIn, enforced)),
    ...prompts.map(() => followed(signIn, enforced, interactionNeeded)),
    ...(grant.authenticationStrength === null
      ? []
      : [strengthMet(grant.authenticationStrength.allowedCombinations, signIn)]),
  ];
  if (outcomes.length === 0) return satisfied;
  const block = outcomes.find((outcome) => outcome.kind === 'refused' && outcome.errorCode === 53003);
  if (block !== undefined) return block;
  const order = grant.operator.toUpperCase() === 'AND' ? worstFirst : [...worstFirst].reverse();
  const decisive = order.map((kind) => outcomes.find((outcome) => outcome.kind === kind));
  return decisive.find((outcome) => outcome !== undefined) ?? satisfied;
}

const worstFirst: readonly ControlOutcome['kind'][] = ['refused', 'prompt', 'satisfied'];

function evaluateControl(control: string, signIn: SignIn, enforced: boolean): ControlOutcome {
  switch (control) {
    case 'block':
      return refused(blockedByConditionalAccess);
    case 'mfa':
      return singleFactorMethods.includes(signIn.authenticationMethod)
        ? prompt(multifactorNeeded)
        : satisfied;
    case 'compliantDevice':
      return deviceState(signIn, deviceNotCompliant, (device) => device['isCompliant'] === true);
    case 'domainJoinedDevice':
      return deviceState(signIn, deviceNotDomainJoined, (device) => device['trustType'] === 'ServerAD');
    case 'approvedApplication':
    case 'compliantApplication':
      // Whoever starts the sign-in picks the client, so an approved one is taken.
      return satisfied;
    case 'passwordChange':
      return followed(signIn, enforced, passwordChangeNeeded);
    default:
      return followed(signIn, enforced, interactionNeeded);
  }
}

/**
 * Device registration is exempt, or no device could ever be registered. Under the device code flow the device that
 * authenticates cannot pass its state on, so the control fails even on a compliant one. Of a platform that policies do
 * not know, no device can have the state.
 */
function deviceState(
  { resource, flow, device, platform }: SignIn,
  errorCode: number,
  holds: (device: NonNullable<SignIn['device']>) => boolean,
): ControlOutcome {
  if (resource === deviceRegistrationService) return satisfied;
  if (flow !== 'deviceCodeFlow' && device !== null && holds(device)) return satisfied;
  if (platform === null) return refused(platformNotSupported);
  return refused(flow === 'deviceCodeFlow' || device !== null ? errorCode : deviceAuthenticationNeeded);
}

function strengthMet(
  allowedCombinations: readonly string[],
  { authenticationMethod }: SignIn,
): ControlOutcome {
  const plain = (combination: string): string => combination.replaceAll(' ', '');
  return allowedCombinations.map(plain).includes(plain(authenticationMethod))
    ? satisfied
    : prompt(multifactorNeeded);
}

function followed({ followsPrompts }: SignIn, enforced: boolean, errorCode: number): ControlOutcome {
  return enforced && followsPrompts ? satisfied : prompt(errorCode);
}
