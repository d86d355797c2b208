/** The AADSTS numbers that an explanation may end with. */
export const errorCodes = {
  blocked: 53003,
  blockedBySecurityDefaults: 530035,
  sessionOfBlockedFlow: 530036,
  deviceNotCompliant: 53000,
  deviceNotDomainJoined: 53001,
  deviceAuthenticationRequired: 50097,
  platformNotSupported: 50005,
  applicationNotApproved: 53002,
  protectionPolicyRequired: 53009,
  multifactorRequired: 50076,
  passwordChangeRequired: 50142,
  externalChallenge: 50158,
  userDisabled: 50057,
} as const;
