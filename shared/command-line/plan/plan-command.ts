import { engine } from '../../application/engine.ts';
import { InputError } from '../../core/errors.ts';
import { graphRequests } from '../../core/remediation/graph-requests.ts';
import type { Plan, Planning } from '../../core/remediation/plan.ts';
import { planRemediation } from '../../core/remediation/plan-remediation.ts';
import { terraformPlan } from '../../core/remediation/terraform/terraform-plan.ts';
import { type ExitStatus, exitStatus, statusOf } from '../exit-status.ts';
import { judgeOptions } from '../judge-input.ts';
import { namesIn } from '../object-names.ts';
import { inOneLine, withoutControls } from '../one-line.ts';
import { exceptionsIn } from '../scan-command.ts';
import { isFolder, readTenantFile, readTenantFolder } from '../tenant-input.ts';
import type { Terminal } from '../terminal.ts';
import { type PlanArguments, parsePlanArguments } from './arguments.ts';
import { renderPlans } from './render-plans.ts';
import { planUsage } from './usage.ts';

/** The plans for one control: the JSON that the command line prints. */
export interface PlanningResult extends Planning {
  readonly tenantId: string | null;
  /** ISO 8601, UTC. */
  readonly plannedAt: string;
  readonly engine: string;
  /** `sha256:` and the hexadecimal hash of the bytes that were judged. */
  readonly inputHash: string;
}

/** The whole command: plans what the words ask for, on the terminal, and gives the exit status. Never throws. */
export async function planCommand(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    const asked = parsePlanArguments(words);
    if (asked !== 'help') return await plan(asked, terminal);
    await terminal.write(planUsage);
    return exitStatus.pass;
  } catch (error) {
    terminal.complain(inOneLine(error));
    return exitStatus.wrongInput;
  }
}

async function plan(asked: PlanArguments, terminal: Terminal): Promise<ExitStatus> {
  const { snapshot, inputHash } = await readTenant(asked.from);
  const plannedAt = (asked.at ?? terminal.now()).toISOString();
  const { emergencyAccess, administrativeRoles, stepLimit } = asked;
  const exceptions = asked.exceptions === undefined ? [] : await exceptionsIn(asked.exceptions);
  const options = judgeOptions(
    {
      exceptions,
      emergencyAccess,
      administrativeRoles,
      ...(stepLimit !== undefined && { stepLimit }),
      at: () => new Date(plannedAt),
    },
    plannedAt,
  );
  const planning = planRemediation(snapshot, asked.control, options);
  const plans = plansAskedFor(planning, asked);
  const result = { tenantId: snapshot.tenantId ?? null, plannedAt, engine, inputHash, ...planning, plans };
  const page = { colours: terminal.colours, nameOf: namesIn(snapshot) };
  switch (asked.format) {
    case 'table':
      await terminal.write(renderPlans(result, asked.plan ?? 1, page));
      break;
    case 'json':
      await terminal.write(json(result));
      break;
    case 'graph':
      await terminal.write(json(plans.flatMap(graphRequests)));
      break;
    case 'terraform':
      await writeTerraform(plans, terminal);
      break;
  }
  return statusOfPlanning(planning, plans);
}

async function readTenant(from: string) {
  const isStream = from === '-' || /\.ndjson$/i.test(from);
  if (from !== '-' && (await isFolder(from))) return readTenantFolder(from);
  if (!isStream) return readTenantFile(from);
  const message = 'a stream holds many tenants, and plans are made for one: name a file or a folder';
  throw new InputError([{ member: '--from', message }]);
}

/** All, or the one that was named; what is sent to Graph or kept in Terraform is one plan. */
function plansAskedFor({ plans }: Planning, { plan: wanted, format }: PlanArguments): readonly Plan[] {
  const isOne = format === 'graph' || format === 'terraform';
  if (wanted === undefined) return isOne ? plans.slice(0, 1) : plans;
  const one = plans[wanted - 1];
  if (one !== undefined) return [one];
  const message = plans.length === 0 ? 'there is no plan' : `there are only ${plans.length} plans`;
  throw new InputError([{ member: '--plan', message }]);
}

async function writeTerraform(plans: readonly Plan[], terminal: Terminal): Promise<void> {
  for (const one of plans) {
    const { text, warnings } = terraformPlan(one);
    await terminal.write(text);
    for (const warning of warnings) terminal.complain(withoutControls(warning));
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Of the best of the plans; where there is none, of the control as it is. */
function statusOfPlanning(planning: Planning, [best]: readonly Plan[]): ExitStatus {
  return statusOf([best?.after ?? planning]);
}
