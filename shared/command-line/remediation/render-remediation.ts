import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { counted } from '../../core/controls/list-text.ts';
import { statusText } from '../../core/remediation/course/course-text.ts';
import { isObservable } from '../../core/remediation/course/observability.ts';
import type { LosesAccess, Proposal } from '../../core/remediation/course/proposal.ts';
import { capped } from '../control-sections.ts';
import { withoutControls } from '../one-line.ts';
import { minute, pageOf, paintedVerdict } from '../page.ts';
import { type Paint, painter } from '../paint.ts';
import { planBlock } from '../plan/plan-block.ts';
import { titledSentences } from '../render-sections.ts';
import { besides, padded } from '../text-block.ts';
import { decisionBlock } from './decision-block.ts';
import { impactBlocks } from './impact-blocks.ts';
import { peopleSentences } from './people-sentences.ts';
import { approvalSentences, endReasons, writeSentences } from './progress-sentences.ts';
import { namesInProposal, purposeText, requesterText } from './proposal-text.ts';
import type { ApprovalEntry } from './remediation-api.ts';

const labelWidth = 15;
const mostPeople = 20;

/** One remediation with everything that a person has to see before deciding on it, at most 80 columns. */
export function renderRemediation(
  shown: ShownRemediation,
  journal: readonly ApprovalEntry[],
  colours: boolean,
): string {
  const { proposal, impact, state } = shown;
  const { plan, losesAccess, restsOn, rules } = proposal;
  const paint = painter(colours);
  const isInForce = state.status === 'enforced' || state.status === 'verified';
  return pageOf([
    facts(shown, paint),
    titledSentences('Why it ended', endReasons(shown), paint),
    planBlock(plan, 'Plan', namesInProposal(proposal), paint),
    impact === null ? titledSentences('Who loses access', losesAccessSentences(losesAccess), paint) : '',
    titledSentences(
      'What it rests on',
      restsOn.map(({ displayName, id, summary }) => `${displayName || id}: ${summary}.`),
      paint,
    ),
    titledSentences('Approvals', approvalSentences(journal), paint),
    titledSentences('Writes', writeSentences(shown), paint),
    ...(impact === null ? [] : impactBlocks(impact, rules, isInForce, paint)),
    decisionBlock(shown, paint),
  ]);
}

function facts({ proposal, state }: ShownRemediation, paint: Paint): string {
  const { remediationId, id, title, purpose, requestedBy, proposedAt, before, basis } = proposal;
  const people = before.usersInGap ? `, ${counted(before.usersInGap, 'user')} in gaps` : '';
  const verdict = `${paintedVerdict(before.verdict, paint)}${people}, by the scan of ${minute(basis.scannedAt)}`;
  return [
    `${paint('heading', 'Remediation')} ${remediationId}`,
    fact('Control', `${id} ${title}`),
    fact('Purpose', purposeText(purpose)),
    fact('State', `${statusText[state.status]}, since ${minute(state.at)}`),
    fact('Proposed', `${minute(proposedAt)} by ${requesterText(requestedBy)}`),
    besides([padded('  Before it', labelWidth)], verdict),
    fact('Rules', rulesText(proposal)),
  ].join('\n');
}

function fact(label: string, text: string): string {
  return besides([padded(`  ${label}`, labelWidth)], withoutControls(text));
}

function rulesText({ plan, rules: { observationDays, approvalHours, delivery } }: Proposal): string {
  const days = isObservable(plan)
    ? `${counted(observationDays, 'day')} with data before it comes into force`
    : 'it comes into force at once';
  const written = delivery === 'direct' ? 'written by the app' : 'brought in from outside';
  return `${days}; an approval counts for ${counted(approvalHours, 'hour')}; ${written}`;
}

function losesAccessSentences({ known, why, since, people }: LosesAccess): readonly string[] {
  if (!known) return [`Not known: ${why ?? 'the sign-in log says nothing of it.'}`];
  if (people.length > 0) return capped(peopleSentences(people), mostPeople, 'person', 0, 'people');
  return [`Nobody, as far as the sign-in log tells${since === null ? '' : ` since ${since}`}.`];
}
