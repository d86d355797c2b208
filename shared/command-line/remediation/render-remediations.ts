import type { RemediationSummary } from '../../application/remediation/remediation-summary.ts';
import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { statusText } from '../../core/remediation/course/course-text.ts';
import { withoutControls } from '../one-line.ts';
import { minute } from '../page.ts';
import { stepSentence } from '../plan/step-sentence.ts';
import { besides, padded, paragraph } from '../text-block.ts';
import { endReasons } from './progress-sentences.ts';
import { approvalsText, namesInProposal, purposeText, requesterText } from './proposal-text.ts';

const statusWidth = 21;

/** A table with three lines for each remediation: how it stands and what it is, its id, and since when. */
export function renderRemediations(entries: readonly RemediationSummary[]): string {
  if (entries.length === 0) return 'There are no such remediations.\n';
  const rows = entries.flatMap((entry) => {
    const { status, since, id, title, remediationId, requestedBy, purpose } = entry;
    const what = `${id} ${title}${purpose.kind === 'remediate' ? '' : `: ${purposeText(purpose)}`}`;
    return [
      besides([padded(status, statusWidth)], withoutControls(what)),
      besides([padded('', statusWidth)], remediationId),
      besides(
        [padded('', statusWidth)],
        withoutControls(`since ${minute(since)}, proposed by ${requesterText(requestedBy)}`),
      ),
    ];
  });
  return `${[besides([padded('Status', statusWidth)], 'What'), ...rows].join('\n')}\n`;
}

/** What was just done, and the id. */
export function renderStep(shown: ShownRemediation): string {
  const { proposal, state, decision } = shown;
  const steps = proposal.plan.steps.map((step) => stepSentence(step, namesInProposal(proposal)));
  const given = decision === null ? '' : ` ${approvalsText(decision)}.`;
  const why = endReasons(shown).map((reason) => ` ${reason}`);
  const sentence = `The remediation of ${proposal.id} is ${statusText[state.status]}.${given}${why.join('')}`;
  return [
    paragraph('', withoutControls(sentence)),
    paragraph('', withoutControls(steps.join(' '))),
    proposal.remediationId,
    '',
  ].join('\n');
}
