import { ConflictError, InputError, NotFoundError } from '../../core/errors.ts';
import { type Delivery, type RejectMessageDependencies, rejectMessage } from '../reject-message.ts';
import { type ProposeDependencies, proposeRemediation } from './propose-remediation.ts';
import { parseRemediationRequest, type RemediationRequest } from './remediation-request.ts';

export type ProposeOnRequestDependencies = ProposeDependencies &
  RejectMessageDependencies &
  Pick<ProposeDependencies, 'resultStore'>;

/**
 * Proposes what a pipeline asks for by a queue message. Delivered twice, it is one proposal. Where there is nothing to
 * propose now, or another remediation is in the way, that is logged, and the message is done with. Throws on a message
 * that is none, after it was kept, and where the attempt failed.
 */
export async function proposeOnRequest(
  dependencies: ProposeOnRequestDependencies,
  delivery: Delivery,
): Promise<void> {
  const { logger } = dependencies;
  try {
    const request = acceptedRequest(dependencies, delivery);
    const { tenantId, control, plan, requestedBy, requestId } = request;
    const about = { tenantId, control, requestedBy, requestId };
    try {
      const wish = { kind: 'remediate', control, plan } as const;
      const requester = { kind: 'pipeline', name: requestedBy } as const;
      const { kept, isNew } = await proposeRemediation(dependencies, tenantId, wish, requester);
      const { remediationId } = kept.remediation.proposal;
      logger.info('A pipeline asked for a remediation', { ...about, remediationId, isNew });
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof NotFoundError)) throw error;
      logger.warn('Nothing is proposed to the pipeline that asked', { ...about, why: error.message });
    }
  } catch (error) {
    if (error instanceof InputError) await rejectMessage(dependencies, delivery, error);
    throw error;
  }
}

function acceptedRequest(
  { tenantIds }: ProposeOnRequestDependencies,
  { message }: Delivery,
): RemediationRequest {
  const request = parseRemediationRequest(message);
  if (tenantIds.includes(request.tenantId)) return request;
  throw new InputError([{ member: 'tenantId', message: 'is not one of the tenants in TENANT_IDS' }]);
}
