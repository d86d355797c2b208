import type { RiskNote } from './plan.ts';
import { deviceCodeRisks, rollBackRisks } from './risks/device-code-risks.ts';
import { emergencyAccessRisks } from './risks/emergency-access-risks.ts';
import { exceptionRisks } from './risks/exception-risks.ts';
import { mfaRisks } from './risks/mfa-risks.ts';
import { policyRisks, restoreRisks } from './risks/policy-risks.ts';
import type { RiskyPlan } from './risks/risky-plan.ts';
import { tenantRisks } from './risks/tenant-risks.ts';

type Risks = (plan: RiskyPlan) => readonly RiskNote[];

const always: readonly Risks[] = [emergencyAccessRisks, tenantRisks];

/** What to mind before the plan is approved, the gravest first. */
export const riskNotes = gravestFirst(...always, exceptionRisks, policyRisks, deviceCodeRisks, mfaRisks);

/** The same of a plan that takes back what was written. */
export const rollBackNotes = gravestFirst(...always, policyRisks, rollBackRisks);

/** The same of a plan that brings policies back to what was approved: what they do was minded then. */
export const restoreNotes = gravestFirst(...always, exceptionRisks, restoreRisks);

function gravestFirst(...risks: readonly Risks[]): Risks {
  const ranks = ['high', 'medium', 'low', 'info'];
  const rankOf = ({ severity }: RiskNote) => ranks.indexOf(severity);
  return (plan) => risks.flatMap((of) => of(plan)).toSorted((a, b) => rankOf(a) - rankOf(b));
}
