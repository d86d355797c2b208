import type { SandboxResponse } from '../http/message.ts';
import { signInRecord } from '../sign-in-log.ts';
import { pagesOf } from './directory.ts';
import type { GraphRequest } from './graph-request.ts';
import { listResponse } from './query.ts';

/** Any of these lets a caller see which policies applied to a sign-in; without one, Graph leaves the member out. */
const policyReaders = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
];

/** Newest first. */
export function listSignIns(request: GraphRequest): SandboxResponse {
  const showPolicies = policyReaders.some((permission) => request.permissions.has(permission));
  const records = request.signIns.entries.map((entry) => {
    const { appliedConditionalAccessPolicies, ...rest } = signInRecord(
      entry,
      request.state.tenant,
      request.version,
    );
    return showPolicies ? { ...rest, appliedConditionalAccessPolicies } : rest;
  });
  return listResponse(request, {
    context: 'auditLogs/signIns',
    elements: records.toReversed(),
    pages: { ...pagesOf(request), largest: 1_000 },
  });
}
