import type { Plan, PolicyChange } from '../plan.ts';
import { policiesPath } from '../stages.ts';
import { hclText } from './hcl.ts';
import { terraformPolicy } from './terraform-policy.ts';
import { unsupportedMembers } from './unsupported-members.ts';

/** A plan in HashiCorp's configuration language. */
export interface TerraformPlan {
  readonly text: string;
  /** One sentence each: what the provider cannot say, and would lose. */
  readonly warnings: readonly string[];
}

const resourceType = 'azuread_conditional_access_policy';

/**
 * Each policy as it is to be after the first stage, with a block that imports the ones that there are. The second stage
 * is told in a comment: people look at what the first one would have done before.
 */
export function terraformPlan({ policies }: Pick<Plan, 'policies'>): TerraformPlan {
  const warnings = policies.flatMap(warningsOf);
  const head = [
    '# Needs the provider hashicorp/azuread, 3.7.0 or later.',
    ...warnings.map((one) => `# WARNING: ${one}`),
  ];
  const names = resourceNames(policies);
  const blocks = policies.map((change, at) => policyText(change, names[at] ?? resourceType));
  return { text: `${[head.join('\n'), ...blocks].join('\n\n')}\n`, warnings };
}

function policyText(change: PolicyChange, name: string): string {
  const { policy, stages } = change;
  const [first] = stages;
  const resource = hclText(`resource "${resourceType}" "${name}"`, terraformPolicy(first.policy));
  const address = { reference: `${resourceType}.${name}` };
  const imported =
    policy.id === null
      ? []
      : [hclText('import', { attributes: { to: address, id: `${policiesPath}/${policy.id}` } })];
  return [...imported, [...whenText(change), resource].join('\n')].join('\n\n');
}

/** What comes into force waits until people have looked at what report-only shows. */
function whenText({ stages: [, second], differences }: PolicyChange): readonly string[] {
  if (second !== undefined) return ['# Once it is known whom it stops: state = "enabled"'];
  const isInReportOnly = differences.some(
    ({ member, before, after }) =>
      member === 'state' && before === 'enabledForReportingButNotEnforced' && after === 'enabled',
  );
  return isInReportOnly ? ['# It is in report-only. Apply this once it is known whom it stops.'] : [];
}

function warningsOf({ policy, isMicrosoftManaged, stages }: PolicyChange): readonly string[] {
  const name = JSON.stringify(policy.displayName);
  const lost = unsupportedMembers(stages[0].policy);
  return [
    ...lost.map(
      (member) => `the provider has no argument for ${member} of ${name}: Terraform would not keep it.`,
    ),
    ...(isMicrosoftManaged
      ? [
          `${name} is managed by Microsoft, and Terraform writes whole policies: send the Graph request instead.`,
        ]
      : []),
  ];
}

/** Names by which a configuration calls them: letters, digits and underscores, each once. */
function resourceNames(policies: readonly PolicyChange[]): readonly string[] {
  const names = policies.map(({ policy }) => {
    const unmarked = policy.displayName.replace(/\[gateproof:[^\]]*\]/, '');
    const words = unmarked.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.join('_').replace(/^(?=\d|$)/, 'policy_');
  });
  return names.map((name, at) => (names.indexOf(name) === at ? name : `${name}_${at + 1}`));
}
