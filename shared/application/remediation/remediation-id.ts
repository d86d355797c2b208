import { createHash } from 'node:crypto';
import type { Proposal, Requester } from '../../core/remediation/course/proposal.ts';
import { type RemediationId, remediationIdSchema } from '../identifiers.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * The id of a proposal: of the same change resting on the same things, asked for by the same one, the same each time,
 * so that one that is sent twice is one. `occurrence` counts from 0; those before it have ended. A UUID of version 8
 * (RFC 9562, 5.8).
 */
export function remediationIdOf(
  { tenantId, purpose, plan, restsOn, rules, requestedBy }: Omit<Proposal, 'remediationId'>,
  occurrence: number,
): RemediationId {
  const { control, policies } = plan;
  const what = { tenantId, purpose, control, policies, restsOn, rules, by: nameOf(requestedBy), occurrence };
  const digits = createHash('sha256').update(canonicalJson(what)).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`];
  return remediationIdSchema.parse([...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-'));
}

function nameOf(requester: Requester): string {
  switch (requester.kind) {
    case 'person':
      return `person ${requester.objectId}`;
    case 'scan':
      return 'scan';
    case 'pipeline':
      return `pipeline ${requester.name}`;
  }
}
