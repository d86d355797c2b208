import { InMemoryEvidenceStore } from '../application/in-memory/in-memory-evidence-store.ts';
import { InMemoryExceptionRegister } from '../application/in-memory/in-memory-exception-register.ts';
import { InMemoryGapUserStore } from '../application/in-memory/in-memory-gap-user-store.ts';
import { InMemoryJournalHeadStore } from '../application/in-memory/in-memory-journal-head-store.ts';
import { InMemoryNotificationStore } from '../application/in-memory/in-memory-notification-store.ts';
import { InMemoryRemediationStore } from '../application/in-memory/in-memory-remediation-store.ts';
import { InMemoryResultStore } from '../application/in-memory/in-memory-result-store.ts';
import { InMemoryScanRegister } from '../application/in-memory/in-memory-scan-register.ts';
import { InMemorySignInEvidenceStore } from '../application/in-memory/in-memory-sign-in-evidence-store.ts';
import { describeEvidenceStore } from './evidence-store.contract.ts';
import { describeExceptionRegister } from './exception-register.contract.ts';
import { describeGapUserStore } from './gap-user-store.contract.ts';
import { describeJournalHeadStore } from './journal-head-store.contract.ts';
import { describeNotificationStore } from './notification-store.contract.ts';
import { describeRemediationStore } from './remediation-store.contract.ts';
import { describeResultStore } from './result-store.contract.ts';
import { describeScanRegister } from './scan-register.contract.ts';
import { describeSignInEvidenceStore } from './sign-in-evidence-store.contract.ts';

describeResultStore('in memory', async () => new InMemoryResultStore());

describeScanRegister('in memory', async () => {
  const store = new InMemoryResultStore();
  return { store, register: new InMemoryScanRegister(store) };
});

describeNotificationStore('in memory', async () => new InMemoryNotificationStore());

describeEvidenceStore('in memory', async () => new InMemoryEvidenceStore());

describeSignInEvidenceStore('in memory', async () => new InMemorySignInEvidenceStore());

describeExceptionRegister('in memory', async () => new InMemoryExceptionRegister());

describeGapUserStore('in memory', async () => new InMemoryGapUserStore());

describeRemediationStore('in memory', async () => new InMemoryRemediationStore());

describeJournalHeadStore('in memory', async () => new InMemoryJournalHeadStore());
