import type { TokenCredential } from '@azure/identity';
import { openBlobContainer } from '../adapters/storage/blob-container.ts';
import { Documents, documentsContainerName } from '../adapters/storage/documents.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import { resultsTableName, TableResultStore } from '../adapters/storage/table-result-store.ts';
import { storedApprovalProblem } from '../adapters/token-validation/stored-approval.ts';
import { inputProblems } from '../application/input-problems.ts';
import { type Journals, journals } from '../application/remediation/journals.ts';
import { InputError } from '../core/errors.ts';
import { azureRemediationAdapters } from './azure-remediation-adapters.ts';
import { lazily } from './lazily.ts';
import { parseStorageSettings } from './storage-settings.ts';

/**
 * The journals in the storage account that the environment names as the app's settings do, read with the rights of
 * whoever runs the program. Throws InputError that names each wrong variable.
 */
export async function openJournals(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Journals> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { success, data, error } = parseStorageSettings(given);
  if (!success) throw new InputError(inputProblems(error));
  const connection =
    data.kind === 'connectionString' ? data : { ...data, credential: lazily(personCredential) };
  const { remediationStore, journalHeadStore } = azureRemediationAdapters(connection);
  const documents = new Documents(lazily(() => openBlobContainer(connection, documentsContainerName)));
  return journals({
    remediationStore: await remediationStore(),
    journalHeadStore: await journalHeadStore(),
    resultStore: new TableResultStore(await openTable(connection, resultsTableName), documents),
    approvalProblem: storedApprovalProblem,
  });
}

/** Of the Azure CLI, an editor or the environment, whichever this person signed in with. */
async function personCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  const credential = new DefaultAzureCredential();
  return { getToken: (scopes, options) => credential.getToken(scopes, options).catch(askToSignIn) };
}

function askToSignIn(cause: unknown): never {
  const message = 'no token for the storage account could be had: sign in with `az login` first';
  throw new InputError([{ member: '', message }], { cause });
}
