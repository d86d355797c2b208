import type { ShownDecision } from '../../application/remediation/shown-remediation.ts';
import { counted } from '../../core/controls/list-text.ts';
import type { Proposal, Purpose, Requester } from '../../core/remediation/course/proposal.ts';
import type { NameOf } from '../object-names.ts';

/** As the proposal calls what it rests on; the id of anything else. */
export function namesInProposal({ restsOn }: Pick<Proposal, 'restsOn'>): NameOf {
  const names = new Map(restsOn.map(({ id, displayName }) => [id.toLowerCase(), displayName]));
  return (id) => names.get(id.toLowerCase()) || id;
}

export function requesterText(requester: Requester): string {
  switch (requester.kind) {
    case 'person':
      return requester.name;
    case 'scan':
      return `scan ${requester.scanId}`;
    case 'pipeline':
      return `the pipeline ${requester.name}`;
  }
}

export function purposeText(purpose: Purpose): string {
  switch (purpose.kind) {
    case 'remediate':
      return 'close the gap';
    case 'rollBack':
      return `take back what ${purpose.remediationId} wrote`;
    case 'restore':
      return `bring back what ${purpose.remediationId} enforced`;
  }
}

/** `1 of 2 approvals are given` */
export function approvalsText({ given, needed }: Pick<ShownDecision, 'given' | 'needed'>): string {
  return `${given} of ${counted(needed, 'approval')} ${needed === 1 ? 'is' : 'are'} given`;
}
