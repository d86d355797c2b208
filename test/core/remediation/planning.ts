import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { Plan, Planning } from '../../../shared/core/remediation/plan.ts';
import { planRemediation } from '../../../shared/core/remediation/plan-remediation.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { directory, today } from '../judge-tenant/judgement.ts';

/** What is planned in the small directory under those policies: for the device code flow, unless told otherwise. */
export function planned(
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  { control = 'device-code-flow-blocked', ...options }: Partial<JudgeOptions> & { control?: string } = {},
): Planning {
  return planRemediation({ ...directory, policies, ...rest }, control, { at: today, ...options });
}

/** The first of the plans, which must exist. */
export function bestOf({ plans: [best] }: Planning): Plan {
  if (best === undefined) throw new Error('There is no plan.');
  return best;
}

/** A plan in a word for each step: `removeExclusion conditions.users.excludeGroups: crew`. */
export function stepsOf({ steps }: Plan): readonly string[] {
  return steps.map(({ kind, member, value }) => `${kind} ${member}: ${text(value)}`);
}

/** `PATCH conditions.users into enforced` */
export function sentBy({ policies }: Plan): readonly string[] {
  return policies.flatMap(({ stages }) =>
    stages.map(({ name, request: { method, body } }) => `${method} ${Object.keys(body).join('+')} ${name}`),
  );
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : typeof value === 'object' ? 'object' : String(value);
}
