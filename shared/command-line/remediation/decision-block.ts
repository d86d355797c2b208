import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { minute } from '../page.ts';
import type { Paint } from '../paint.ts';
import { renderSections } from '../render-sections.ts';
import { approvalsText } from './proposal-text.ts';
import { whatIsSigned } from './what-is-signed.ts';

/** What people can decide now, whom it stops, and the hash that is signed; or why there is nothing. */
export function decisionBlock(shown: ShownRemediation, paint: Paint): string {
  const heading = paint('heading', 'What can be decided now');
  const section = (sentences: readonly string[]) => renderSections([{ heading: '', sentences }], paint);
  if (shown.decision === null) return `${heading}\n${section([shown.nothingToDecide ?? ''])}`;
  const { remediationId, tenantId, rules } = shown.proposal;
  const { decision, hash, enforcement } = whatIsSigned(shown);
  const { until } = decision;
  const people = enforcement?.acknowledges ?? [];
  return [
    heading,
    section([
      `${whatText(shown)} ${approvalsText(decision)}${until === null ? '' : `, until ${minute(until)}`}.`,
      ...(rules.authenticationContext === undefined
        ? []
        : [`Whoever approves signs in with the authentication context ${rules.authenticationContext}.`]),
      ...(people.length === 0 ? [] : ['It stops these people, whom approvers acknowledge:']),
      ...people.map(({ userId, userPrincipalName }) => `${userPrincipalName} (${userId})`),
    ]),
    'Hash, which is signed',
    `  ${hash}`,
    'Another person approves it with',
    `  approve ${remediationId}`,
    `    --tenant ${tenantId} --reason TEXT`,
    ...(people.length === 0 ? [] : ['    --acknowledge NAMES']),
  ].join('\n');
}

function whatText({ decision, state }: ShownRemediation): string {
  if (decision?.kind === 'apply') return 'Whether it is applied in report-only, where it stops nobody.';
  return state.status === 'proposed'
    ? 'Whether it comes into force at once, as there is nothing to observe.'
    : 'Whether it comes into force.';
}
