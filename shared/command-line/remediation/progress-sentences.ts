import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import type { PolicyWrite, Withheld } from '../../core/remediation/course/remediation.ts';
import type { Stage } from '../../core/remediation/plan.ts';
import { minute } from '../page.ts';
import type { ApprovalEntry } from './remediation-api.ts';

/** Who approved what, and which approvals count no longer. */
export function approvalSentences(journal: readonly ApprovalEntry[]): readonly string[] {
  return journal.flatMap(({ at, event: { kind, approval, why } }) => {
    if (kind === 'approvalsVoided') return [`${minute(at)} those before count no longer: ${why ?? ''}`];
    if (approval === undefined) return [];
    const { by, reason } = approval;
    const what = decidedText.get(kind) ?? '';
    return [`${minute(at)} by ${by.name} (${by.objectId})${what}: ${reason}`];
  });
}

const decidedText: ReadonlyMap<string, string> = new Map([
  ['approvalGiven', ', one of several'],
  ['applicationApproved', ', to be applied in report-only'],
  ['enforcementApproved', ', to come into force'],
]);

/** What was written or kept back, in its order. */
export function writeSentences({ writes, withheld, proposal }: ShownRemediation): readonly string[] {
  const nameOf = (change: number) => {
    const { displayName, id } = proposal.plan.policies[change]?.policy ?? { displayName: '', id: null };
    return `"${displayName || (id ?? change + 1)}"`;
  };
  const sentences = [
    ...writes.map(({ at, change, stage, progress, policyId }) => ({
      at,
      text: `${nameOf(change)} ${stageText[stage]} ${progressText[progress]}${policyId === null ? '' : ` (${policyId})`}.`,
    })),
    ...withheld.map(({ at, change, stage, why }) => ({
      at,
      text: `${nameOf(change)} ${stageText[stage]} was kept back: ${withheldText[why]}.`,
    })),
  ];
  return sentences
    .sort((one, other) => one.at.localeCompare(other.at))
    .map(({ at, text }) => `${minute(at)} ${text}`);
}

const stageText: Readonly<Record<Stage['name'], string>> = {
  reportOnly: 'in report-only',
  enforced: 'in force',
};
const progressText: Readonly<Record<PolicyWrite['progress'], string>> = {
  intended: 'is being written',
  written: 'was written',
  returned: 'was taken back',
};
const withheldText: Readonly<Record<Withheld['why'], string>> = {
  dryRun: 'this is a dry run',
  external: 'it is brought in from outside',
};

/** Why it ended; nothing where it goes on. */
export function endReasons({ state }: ShownRemediation): readonly string[] {
  return 'reasons' in state && Array.isArray(state.reasons) ? state.reasons.map(String) : [];
}
