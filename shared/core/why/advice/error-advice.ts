import { advicePages } from './advice-sources.ts';

/** What an AADSTS error means, and what to do about it. */
export interface ErrorAdvice {
  readonly code: number;
  /** As Microsoft calls it. */
  readonly name: string;
  readonly meaning: string;
  /** `blocks`: no token whatever the user does; `asks`: the user is to do something first; `normal`: a step of the protocol; `fails`: the attempt is over and may be repeated. */
  readonly kind: 'blocks' | 'asks' | 'normal' | 'fails';
  /** What it says of the device code flow. */
  readonly underDeviceCode: string;
  readonly whatToDo: readonly string[];
  readonly whatNotToDo: readonly string[];
  readonly source: string;
}

const otherWay =
  'Use a way that works for the client: broker or browser for people, managed identity or workload identity federation for automation.';
const noDeviceState =
  'Expected wherever the policy applies: the browser that enters the code says nothing of the device that gets the token.';
const noEnrolment =
  'Do not enrol the device for it: under the device code flow no device can satisfy the control.';
const askOnly = 'An interrupt, not a block: it can be answered in the browser that enters the code.';
const again = 'Start the sign-in again.';

export const errorAdvice: readonly ErrorAdvice[] = [
  {
    code: 53003,
    name: 'BlockedByConditionalAccess',
    kind: 'blocks',
    meaning: 'A Conditional Access policy blocks the sign-in: no token is issued.',
    underDeviceCode: "Expected: it is what a policy that blocks the flow answers, in the user's browser.",
    whatToDo: [otherWay, 'Where neither will do, ask for an exception with an owner, a ticket and an end.'],
    whatNotToDo: [
      'Do not exclude the user from the policy to see if it helps: that opens the flow for every app.',
      'Do not confirm a code that somebody sent you: that is how the flow is abused.',
    ],
    source: advicePages.blockFlows,
  },
  {
    code: 530036,
    name: 'refresh token invalid due to authentication flow checks',
    kind: 'blocks',
    meaning:
      'The session began with a flow that is blocked now; its refresh token is worth nothing any more.',
    underDeviceCode:
      'Expected after a policy for all resources is switched on: sessions that began with the flow are tracked.',
    whatToDo: [
      'Delete the token, and sign in again in another way.',
      'Put the resource accounts of room devices into the excluded group before the policy is on, then register them again.',
    ],
    whatNotToDo: ['Do not retry with the same token: it never becomes valid again.'],
    source: advicePages.authenticationFlows,
  },
  {
    code: 530035,
    name: 'BlockedBySecurityDefaults',
    kind: 'blocks',
    meaning: 'Security defaults of the tenant block the sign-in.',
    underDeviceCode:
      'Expected in tenants whose security defaults cover the flow, as those of new tenants do.',
    whatToDo: [
      otherWay,
      'For exceptions, go over to Conditional Access, with policies that protect as much.',
    ],
    whatNotToDo: ['Do not switch security defaults off for one client.'],
    source: advicePages.securityDefaults,
  },
  {
    code: 530032,
    name: 'BlockedByConditionalAccessOnSecurityPolicy',
    kind: 'blocks',
    meaning:
      'A security policy of the tenant, and no single policy of its Conditional Access list, blocks it.',
    underDeviceCode: 'Rare, and not a matter of the flow.',
    whatToDo: [
      "Look the sign-in up in the sign-in log, and ask whoever looks after the tenant's security policies.",
    ],
    whatNotToDo: ['Do not look for an exclusion in Conditional Access: it is not what blocks.'],
    source: advicePages.errorCodes,
  },
  {
    code: 530034,
    name: 'DelegatedAdminBlockedDueToSuspiciousActivity',
    kind: 'blocks',
    meaning: 'A delegated administrator is blocked for a risk in the tenant that they come from.',
    underDeviceCode: 'Not a matter of the flow, nor of a policy of this tenant.',
    whatToDo: ['Resolve the risk in the home tenant of the administrator.'],
    whatNotToDo: ['Do not weaken a policy of this tenant for it.'],
    source: advicePages.errorCodes,
  },
  {
    code: 53000,
    name: 'DeviceNotCompliant',
    kind: 'blocks',
    meaning: 'A policy asks for a compliant device, and none shows itself.',
    underDeviceCode: noDeviceState,
    whatToDo: [
      otherWay,
      'For people on managed devices that is the broker: it shows the state of the device.',
    ],
    whatNotToDo: [noEnrolment],
    source: advicePages.grantControls,
  },
  {
    code: 53001,
    name: 'DeviceNotDomainJoined',
    kind: 'blocks',
    meaning: 'A policy asks for a hybrid joined device, and none shows itself.',
    underDeviceCode: noDeviceState,
    whatToDo: [
      otherWay,
      'For people on joined devices that is the broker: it shows the state of the device.',
    ],
    whatNotToDo: [noEnrolment],
    source: advicePages.grantControls,
  },
  {
    code: 53002,
    name: 'ApplicationUsedIsNotAnApprovedApp',
    kind: 'blocks',
    meaning: 'A policy asks for an approved client app, and this client is none.',
    underDeviceCode:
      'The tools that use the flow are no approved client apps: the policy stops them under any flow.',
    whatToDo: [
      'Use an approved app for the resource.',
      'Let the policy ask for an app protection policy instead: Microsoft retired the approved client app control in March 2026.',
    ],
    whatNotToDo: ["Do not exclude the client's users from the policy: it holds for their phones as well."],
    source: advicePages.grantControls,
  },
  {
    code: 53009,
    name: 'Application needs to enforce Intune protection policies',
    kind: 'blocks',
    meaning: 'A policy asks for an app with a protection policy, and this client has none.',
    underDeviceCode: 'The tools that use the flow cannot have one: the policy stops them under any flow.',
    whatToDo: ['Use an app that takes a protection policy.', otherWay],
    whatNotToDo: ["Do not exclude the client's users from the policy: it holds for their phones as well."],
    source: advicePages.grantControls,
  },
  {
    code: 50097,
    name: 'DeviceAuthenticationRequired',
    kind: 'blocks',
    meaning: 'A policy asks for the state of the device, and the client showed no device.',
    underDeviceCode: 'An older face of AADSTS53000, seen with older clients.',
    whatToDo: [
      'Sign in from a registered device through the broker, or with a browser that shows the device.',
      'Update the client.',
    ],
    whatNotToDo: ['Do not take the device requirement away: it is what keeps stolen passwords out.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50005,
    name: 'DevicePolicyError',
    kind: 'blocks',
    meaning:
      'A policy asks for the state of the device, on a platform that Conditional Access does not know.',
    underDeviceCode: 'Frequent: the platform is what the browser says, and some say none.',
    whatToDo: [otherWay, 'Sign in on a platform that policies know, with a browser that names it.'],
    whatNotToDo: [
      'Do not change what the browser says of itself to get through: a policy that this fools is a gap.',
    ],
    source: advicePages.errorCodes,
  },
  {
    code: 50131,
    name: 'ConditionalAccessFailed',
    kind: 'blocks',
    meaning:
      'Conditional Access stopped the sign-in: for the state of the device, a suspicious activity or a policy.',
    underDeviceCode: 'Possible, and not a matter of the flow alone.',
    whatToDo: ['Look the sign-in up in the sign-in log: the tab Conditional Access names the policy.'],
    whatNotToDo: ['Do not guess at the policy: several codes of Conditional Access look alike.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50076,
    name: 'UserStrongAuthClientAuthNRequired',
    kind: 'asks',
    meaning: 'MFA is asked for, by a policy or because the user moved to another place.',
    underDeviceCode: askOnly,
    whatToDo: ['Complete MFA, with a method that the policy takes.'],
    whatNotToDo: ['Do not take it for a protection of the flow: who was deceived completes MFA as well.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50079,
    name: 'UserStrongAuthEnrollmentRequired',
    kind: 'asks',
    meaning: 'MFA is asked for, and the user has not registered a method yet.',
    underDeviceCode: askOnly,
    whatToDo: ['Register a method, from a place that the policies on registration trust.'],
    whatNotToDo: ['Do not register it in the course of a code that somebody sent.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50072,
    name: 'UserStrongAuthEnrollmentRequiredInterrupt',
    kind: 'asks',
    meaning: 'The user is to register a method for MFA.',
    underDeviceCode: askOnly,
    whatToDo: ['Register a method, from a place that the policies on registration trust.'],
    whatNotToDo: ['Do not register it in the course of a code that somebody sent.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50074,
    name: 'UserStrongAuthClientAuthNRequiredInterrupt',
    kind: 'asks',
    meaning: 'MFA is asked for, and the user has not passed it.',
    underDeviceCode: askOnly,
    whatToDo: ['Complete MFA, with a method that the policy takes.'],
    whatNotToDo: ['Do not take it for a protection of the flow: who was deceived completes MFA as well.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50142,
    name: 'PasswordChangeRequiredConditionalAccess',
    kind: 'asks',
    meaning: 'A policy asks for a new password, as a rule because the user is at risk.',
    underDeviceCode: askOnly,
    whatToDo: ['Change the password, and look why the user is at risk.'],
    whatNotToDo: ['Do not dismiss the risk to get rid of the question.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50158,
    name: 'ExternalSecurityChallenge',
    kind: 'asks',
    meaning: 'The user is sent elsewhere first: to terms of use, or to a provider outside.',
    underDeviceCode: askOnly,
    whatToDo: ['Follow the page in the browser.'],
    whatNotToDo: ['Do not retry in a loop: nothing changes until the page is answered.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50057,
    name: 'UserDisabled',
    kind: 'blocks',
    meaning: 'The account is disabled.',
    underDeviceCode: 'Not a matter of the flow.',
    whatToDo: ['Ask whoever looks after the account.'],
    whatNotToDo: ['Do not share another account.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50199,
    name: 'CmsiInterrupt',
    kind: 'normal',
    meaning: 'The user is asked whether they mean to sign in to this app.',
    underDeviceCode: 'A normal step of every sign-in with the flow: it is no failure.',
    whatToDo: ['Answer it only for a code that you asked for yourself.'],
    whatNotToDo: ['Do not count it as a failed sign-in.'],
    source: advicePages.errorCodes,
  },
  {
    code: 50134,
    name: 'DeviceFlowAuthorizeWrongDatacenter',
    kind: 'fails',
    meaning: 'The code was asked for in one data centre, and entered in another.',
    underDeviceCode: 'Rare.',
    whatToDo: [again],
    whatNotToDo: ['Do not look for a policy: none is at fault.'],
    source: advicePages.errorCodes,
  },
  {
    code: 70016,
    name: 'AuthorizationPending',
    kind: 'normal',
    meaning: 'The user has not entered the code yet.',
    underDeviceCode: 'Normal while the client waits, also after a policy blocked the user.',
    whatToDo: ['Keep polling at the interval that the answer gave.'],
    whatNotToDo: ['Do not poll faster.'],
    source: advicePages.deviceCodeGrant,
  },
  {
    code: 70018,
    name: 'BadVerificationCode',
    kind: 'fails',
    meaning: 'The code that was entered is none.',
    underDeviceCode: 'A slip of the user.',
    whatToDo: ['Enter the code as the device shows it.'],
    whatNotToDo: ['Do not enter a code from a mail or a chat.'],
    source: advicePages.errorCodes,
  },
  {
    code: 70019,
    name: 'CodeExpired',
    kind: 'fails',
    meaning: 'The code was entered too late: it is valid for a quarter of an hour.',
    underDeviceCode: 'A slow user, or one who was blocked meanwhile.',
    whatToDo: [again],
    whatNotToDo: ['Do not keep codes for later.'],
    source: advicePages.deviceCodeGrant,
  },
  {
    code: 70043,
    name: 'BadTokenDueToSignInFrequency',
    kind: 'asks',
    meaning: 'A policy on sign-in frequency ended the session.',
    underDeviceCode: 'Likely on devices that nobody sits at: they cannot sign in again by themselves.',
    whatToDo: ['Sign in again.', 'Keep sign-in frequency away from the resource accounts of devices.'],
    whatNotToDo: ['Do not retry with the same token.'],
    source: advicePages.errorCodes,
  },
  {
    code: 7000218,
    name: 'client_assertion or client_secret is missing',
    kind: 'fails',
    meaning: 'The app is registered as one that proves itself, and did not.',
    underDeviceCode: 'The registration does not allow public client flows, of which this is one.',
    whatToDo: [
      'Use a way in which the app proves itself: a certificate or a federated credential.',
      'Only where people must sign in by this app: allow public client flows in its registration.',
    ],
    whatNotToDo: ['Do not put a secret into a client that people install.'],
    source: advicePages.errorCodes,
  },
  {
    code: 65001,
    name: 'DelegationDoesNotExist',
    kind: 'asks',
    meaning: 'Nobody has consented to what the app asks for.',
    underDeviceCode: 'Not a matter of the flow.',
    whatToDo: ['Ask an administrator to look at the app and to consent to it.'],
    whatNotToDo: ['Do not consent to an app that you do not know.'],
    source: advicePages.errorCodes,
  },
];

/** By its number, with or without `AADSTS` before it; undefined where there is no advice. */
export function findError(code: string): ErrorAdvice | undefined {
  const digits = /^(?:AADSTS)?(\d{5,7})$/i.exec(code.trim())?.[1];
  return errorAdvice.find((advice) => String(advice.code) === digits);
}
