import type { GraphRequest, Plan, Stage } from './plan.ts';

/** One request of a plan, as it is sent to Microsoft Graph. */
export interface PlannedRequest extends GraphRequest {
  readonly stage: Stage['name'];
}

/** In the order in which they are sent, policy by policy. */
export function graphRequests({ policies }: Pick<Plan, 'policies'>): readonly PlannedRequest[] {
  return policies.flatMap(({ stages }) => stages.map(({ name, request }) => ({ stage: name, ...request })));
}
