import { slicesIn } from '../../shared/application/sign-ins/slices.ts';
import { ann, dee, tenantId } from './company.ts';
import type { Estate } from './estate.ts';

const settledMilliseconds = 25 * 3_600_000;

const app = { appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', appDisplayName: 'Azure CLI' };
const annSignsIn = { userId: ann, userPrincipalName: 'ann@tenant.example', ...app };
const deeUsesCodes = { userId: dee, userPrincipalName: 'dee@tenant.example', ...app };

/** The sign-ins of every slice since that time, and what the policy said to them, as a collection of now counts them. */
export async function keepSignIns(
  { signInEvidenceStore: store, clock }: Estate,
  since: number,
  policyId: string,
): Promise<void> {
  const now = clock();
  const [day = ''] = new Date(since).toISOString().split('T');
  const seen = { policyId, policyDisplayName: 'Observed', count: 2 };
  for (const slice of slicesIn({ from: `${day}T00:00:00.000Z`, to: now.toISOString() })) {
    const readAt = new Date(Date.parse(slice.to) + settledMilliseconds).toISOString();
    const collected = {
      ...slice,
      readAt,
      source: 'microsoftGraph',
      examined: 3,
      signIns: 3,
      withoutPolicies: 0,
    } as const;
    await store.saveSlice(tenantId, collected, {
      uses: [
        {
          ...deeUsesCodes,
          kind: 'direct',
          count: 1,
          firstAt: slice.from,
          lastAt: slice.from,
          resourceId: '00000003-0000-0000-c000-000000000000',
          resourceDisplayName: 'Microsoft Graph',
          resourceTenantId: null,
        },
      ],
      policyResults: [
        { ...annSignsIn, ...seen, result: 'reportOnlyNotApplied' },
        { ...deeUsesCodes, ...seen, count: 1, result: 'reportOnlyFailure' },
      ],
    });
  }
  await store.end(tenantId, { collectedAt: now.toISOString(), source: 'microsoftGraph' });
}
