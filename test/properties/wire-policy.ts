/** The parts of a policy that a case wants to differ from the canonical policy, in Graph's names. */
export interface PolicyParts {
  readonly id?: string;
  readonly state?: unknown;
  readonly users?: unknown;
  readonly applications?: unknown;
  readonly conditions?: Readonly<Record<string, unknown>>;
  readonly grantControls?: unknown;
}

export const EVERY_USER = { includeUsers: ['All'] };
export const EVERY_APP = { includeApplications: ['All'] };
export const BLOCK = { operator: 'OR', builtInControls: ['block'] };

/** An enabled policy that blocks the device code flow for every user and every app, but for `parts`. */
export function wirePolicy(parts: PolicyParts = {}): Readonly<Record<string, unknown>> {
  const { id = 'policy-1', state = 'enabled', users = EVERY_USER, applications = EVERY_APP } = parts;
  return {
    id,
    displayName: `Policy ${id}`,
    state,
    conditions: {
      clientAppTypes: ['all'],
      applications,
      users,
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      ...parts.conditions,
    },
    grantControls: parts.grantControls === undefined ? BLOCK : parts.grantControls,
    sessionControls: null,
  };
}
