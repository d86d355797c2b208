import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import type { ApprovalSigner } from '../api/approval-signer.ts';
import type { Terminal } from '../terminal.ts';
import { acknowledgedPeople } from './acknowledged-people.ts';
import type { Approving, TableFormat } from './arguments.ts';
import type { RemediationApi } from './remediation-api.ts';
import { renderRemediation } from './render-remediation.ts';
import { whatIsSigned } from './what-is-signed.ts';

export interface ApprovingOptions {
  readonly terminal: Terminal;
  /** Whether somebody sits there who reads what is written. */
  readonly isRead: boolean;
}

/**
 * Shows what there is to decide on, lets the person sign its hash, which is computed here of what was shown, and hands
 * the signature in. Throws as the API and the signer do, and InputError where somebody who is stopped was not named.
 */
export async function approve(
  { id, reason, acknowledged, format }: Approving & { readonly format: TableFormat },
  api: Pick<RemediationApi, 'show' | 'approvals' | 'approve'>,
  sign: ApprovalSigner,
  { terminal, isRead }: ApprovingOptions,
): Promise<ShownRemediation> {
  const shown = await api.show(id);
  const { decision, hash, enforcement } = whatIsSigned(shown);
  const isTable = format === 'table';
  if (isTable) {
    const page = renderRemediation(shown, await api.approvals(id), terminal.colours);
    await terminal.write(`${page}\n`);
  }
  const people = acknowledgedPeople(enforcement?.acknowledges ?? [], acknowledged, isTable && isRead);
  const idToken = await sign({ hash, claims: decision.authorization.claims });
  return api.approve(id, { hash, idToken, reason, ...(people.length > 0 && { acknowledged: people }) });
}
