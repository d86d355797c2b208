import { grouped } from '../../core/controls/list-text.ts';
import type { Proposal, Purpose, Requester } from '../../core/remediation/course/proposal.ts';
import type { Ended } from '../../core/remediation/course/remediation.ts';
import { tenantIdSchema } from '../identifiers.ts';
import { nameInOneLine } from '../name-in-one-line.ts';

/** The parts of what people are told of remediations. */

export function about({ tenantId, remediationId }: Proposal) {
  return {
    tenantId: tenantIdSchema.parse(tenantId),
    path: `/api/remediations/${tenantId}/${remediationId}`,
  };
}

const purposeText: Readonly<Record<Purpose['kind'], string>> = {
  remediate: 'The remediation of',
  rollBack: 'The roll-back of',
  restore: 'The restoration of',
};

export const endText: Readonly<Record<Ended['status'], string>> = {
  rejected: 'is rejected',
  expired: 'has expired',
  superseded: 'is superseded',
  failed: 'has failed',
  rolledBack: 'is rolled back',
};

/** `The roll-back of 2.2.3 (its title)`. */
export function subjectText(proposal: Proposal): string {
  return `${purposeText[proposal.purpose.kind]} ${named(proposal)}`;
}

export function named({ id, title }: Proposal): string {
  return `${id} (${title})`;
}

export function requesterText(requester: Requester): string {
  switch (requester.kind) {
    case 'person':
      return nameInOneLine(requester.name);
    case 'scan':
      return 'A scan';
    case 'pipeline':
      return `The pipeline ${nameInOneLine(requester.name)}`;
  }
}

export function policiesText(count: number): string {
  return count === 1 ? '1 policy' : `${grouped(count)} policies`;
}

export function approvalsText(count: number): string {
  return count === 1 ? 'the approval of one person' : `the approval of ${count} people`;
}

export function minuteText(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
