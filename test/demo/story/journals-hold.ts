import type { JournalReport } from '../../../shared/application/remediation/audit-journal.ts';
import { openJournals } from '../../../shared/composition/journal.ts';
import { expectThat } from './as-told.ts';
import type { Scene } from './scene.ts';

/** Verifies every journal out of storage, as an auditor does. Throws StoryProblem where one does not hold. */
export async function auditedJournals({ apps }: Scene): Promise<readonly JournalReport[]> {
  const journals = await openJournals({ AzureWebJobsStorage: apps.azurite.connectionString });
  const reports: JournalReport[] = [];
  for (const tenantId of await journals.tenants()) {
    for (const remediationId of await journals.remediations(tenantId)) {
      const report = await journals.audit(tenantId, remediationId);
      const [problem] = report.problems;
      expectThat(problem === undefined, `The journal of ${remediationId} does not hold: ${problem?.text}`);
      expectThat(
        report.notYetAnchored === 0,
        `${report.notYetAnchored} entries of ${remediationId} lack a head.`,
      );
      reports.push(report);
    }
  }
  return reports;
}
