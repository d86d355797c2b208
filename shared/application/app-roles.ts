/** The app roles of the API's app registration: what a caller, person or application, may be allowed to do. */
export const appRoles = [
  /** Verdicts, gaps, history, scans, exceptions, explanations. */
  'Results.Read',
  /** Ask for a scan now. */
  'Scan.Request',
  /** Propose, confirm and end exceptions. */
  'Exceptions.Write',
  'Remediation.Propose',
  'Remediation.Approve',
  /** What a scan read, and who signs in how: whole directories and sign-in logs. */
  'Evidence.Read',
] as const;

export type AppRole = (typeof appRoles)[number];
