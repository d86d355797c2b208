import type { SandboxResponse } from '../http/message.ts';
import type { Actor } from '../policies/actor.ts';
import type { DirectoryAudit } from '../policies/directory-audit-log.ts';
import { badRequest } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { listResponse } from './query.ts';
import { licenceRefusal, retentionMilliseconds } from './reporting.ts';

/** Members that Graph filters directory audits by. */
const filterable = [
  'id',
  'activityDateTime',
  'activityDisplayName',
  'category',
  'correlationId',
  'loggedByService',
  'result',
  'initiatedBy/user/id',
  'initiatedBy/user/userPrincipalName',
  'initiatedBy/user/displayName',
  'initiatedBy/app/appId',
  'initiatedBy/app/displayName',
  'targetResources/any(t:',
];

const activities = {
  Add: 'Add conditional access policy',
  Update: 'Update conditional access policy',
  Delete: 'Delete conditional access policy',
  Restore: 'Restore conditional access policy',
} as const;

/** Newest first, thirty days, each from when on the log shows it. */
export function listDirectoryAudits(request: GraphRequest): SandboxResponse {
  const refusal = licenceRefusal(request);
  if (refusal !== undefined) return refusal;
  const query = request.url.searchParams;
  const clauses = (query.get('$filter') ?? '').split(' and ').filter((clause) => clause !== '');
  const unknown = clauses.find((clause) => !filterable.includes(clause.split(' ')[0] ?? ''));
  if (unknown !== undefined) return badRequest(`Invalid filter clause: ${unknown}`);
  const order = query.get('$orderby') ?? 'activityDateTime desc';
  if (order !== 'activityDateTime desc') return badRequest(`Invalid orderby clause: ${order}`);
  const now = request.state.now().getTime();
  const shown = request.audits.entries.filter(
    ({ at, visibleAt }) => visibleAt.getTime() <= now && at.getTime() >= now - retentionMilliseconds,
  );
  return listResponse(request, {
    context: 'auditLogs/directoryAudits',
    elements: shown
      .toReversed()
      .toSorted((one, other) => other.at.getTime() - one.at.getTime())
      .map(auditRecord),
    pages: { largest: 1_000, usual: Math.min(1_000, request.usualPage) },
  });
}

/** The entry as Graph lists it; the policies before and after are JSON inside JSON. */
function auditRecord(audit: DirectoryAudit) {
  const { id, correlationId, at, operation, actor, policy, before, after } = audit;
  return {
    id,
    category: 'Policy',
    correlationId,
    result: 'success',
    resultReason: '',
    activityDisplayName: activities[operation],
    activityDateTime: at.toISOString(),
    loggedByService: 'Conditional Access',
    operationType: operation,
    initiatedBy: initiatorOf(actor),
    targetResources: [
      {
        id: policy.id,
        displayName: policy.displayName,
        type: 'Policy',
        userPrincipalName: null,
        groupType: null,
        modifiedProperties: [
          {
            displayName: 'ConditionalAccessPolicy',
            oldValue: before === undefined ? null : JSON.stringify(before),
            newValue: after === undefined ? null : JSON.stringify(after),
          },
        ],
      },
    ],
    additionalDetails: [{ key: 'Category', value: 'Conditional Access' }],
  };
}

function initiatorOf(actor: Actor) {
  if (actor.kind === 'application') {
    const { appId, displayName, servicePrincipalId } = actor;
    return { user: null, app: { appId, displayName, servicePrincipalId, servicePrincipalName: null } };
  }
  const { id, displayName, userPrincipalName, ipAddress } = actor;
  const rest = { userType: null, homeTenantId: null, homeTenantName: null };
  return { app: null, user: { id, displayName, userPrincipalName, ipAddress, ...rest } };
}
