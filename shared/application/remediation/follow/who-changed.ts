import { ForbiddenError, TransientError } from '../../../core/errors.ts';
import type { Change } from '../../../core/remediation/course/drift-text.ts';
import type { TenantId } from '../../identifiers.ts';
import { nameInOneLine } from '../../name-in-one-line.ts';
import type { PolicyAudit, PolicyAuditEntry } from '../../ports/policy-audit.ts';

/** Who changed the policy since then (ISO 8601), as far as the directory audit tells. */
export async function whoChanged(
  { policyAudit }: { readonly policyAudit: PolicyAudit },
  tenantId: TenantId,
  policyId: string,
  since: string,
): Promise<Change> {
  try {
    const entries = await policyAudit.changes(tenantId, policyId, since);
    const [newest] = entries;
    const by = [...new Set(entries.flatMap(nameOf))].map(nameInOneLine);
    return newest === undefined || by.length === 0
      ? unknown('The directory audit does not say who: it may show the change later.')
      : { by, at: newest.at };
  } catch (error) {
    if (!(error instanceof ForbiddenError || error instanceof TransientError)) throw error;
    return unknown(`Who it was is not known. ${error.message}`);
  }
}

function nameOf({ actor }: PolicyAuditEntry): readonly string[] {
  switch (actor.kind) {
    case 'person':
      return [actor.name];
    case 'application':
      return [`the application ${actor.name}`];
    case 'unknown':
      return [];
  }
}

function unknown(why: string): Change {
  return { by: [], at: null, why };
}
