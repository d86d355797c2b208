/** The app roles of the API's app registration: what a caller, person or application, may be allowed to do. */
export const appRoles = [
  /** Verdicts, gaps, history, scans, exceptions, remediations, explanations. */
  'Results.Read',
  /** Ask for a scan now. */
  'Scan.Request',
  /** Propose, confirm and end exceptions. */
  'Exceptions.Write',
  'Remediation.Propose',
  'Remediation.Approve',
  /** What a scan read, who signs in how, and signed approvals: whole directories, sign-in logs, ID tokens. */
  'Evidence.Read',
] as const;

export type AppRole = (typeof appRoles)[number];
