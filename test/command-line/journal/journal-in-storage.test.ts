import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planHashOf } from '../../../shared/application/remediation/hashes.ts';
import { azureRemediationAdapters } from '../../../shared/composition/azure-remediation-adapters.ts';
import { signedApproval } from '../../adapters/token-validation/signed-approval.ts';
import { minute, tenantId } from '../../application/examples.ts';
import { keepRemediation } from '../../application/remediation/kept-remediation.ts';
import { exampleProposal, remediationId } from '../../application/remediation/remediation-examples.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { makeLoopbackCertificate } from '../../sandbox/entra-tenant/certificate.ts';
import { writeSandboxAddress } from '../../sandbox/state-file.ts';

const fileOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const tenant = tenantId(1);
const trusted = getCACertificates('default');
let folder: string;
let azurite: Azurite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const { certPath, keyPath, caPath } = await makeLoopbackCertificate(folder);
  azurite = await startAzurite({ tls: { cert: certPath, key: keyPath } });
  setDefaultCACertificates([...trusted, await readFile(caPath, 'utf8')]);
  const { connectionString } = azurite;
  await writeSandboxAddress(
    {
      loginUrl: 'https://localhost',
      graphUrl: 'https://localhost',
      tenantId: tenant,
      apiClientId: '',
      adminKey: '',
      caPath,
      storageConnectionString: connectionString,
    },
    join(folder, 'sandbox.json'),
  );
  const adapters = azureRemediationAdapters({ kind: 'connectionString', connectionString });
  const [remediationStore, journalHeadStore] = [
    await adapters.remediationStore(),
    await adapters.journalHeadStore(),
  ];
  const proposal = exampleProposal(1);
  const approval = await signedApproval(planHashOf(proposal));
  await keepRemediation(remediationStore, proposal, [{ kind: 'applicationApproved', approval }]);
  for (const { sequence, hash } of await remediationStore.journal(tenant, remediationId(1))) {
    const head = { tenantId: tenant, remediationId: remediationId(1), sequence, hash, keptAt: minute(40) };
    await journalHeadStore.keep(head);
  }
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  await azurite.stop();
  await rm(folder, { recursive: true });
});

/** In a shell that `sandbox:storage` has told where storage is, unless that fails. */
async function run(words: string, sandboxFile = join(folder, 'sandbox.json')) {
  const storage = `"$NODE" ${fileOf('test/sandbox/storage.ts')} --sandbox "${sandboxFile}"`;
  const journal = `"$NODE" ${fileOf('shared/command-line/journal/main.ts')} ${words}`;
  const child = spawn('sh', ['-c', `SETTINGS=$(${storage}) && eval "$SETTINGS" && ${journal}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], NODE: process.execPath },
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, output, errors };
}

test('journals are verified in storage, and what was written past the app is found', async () => {
  expect(await run('--verify')).toMatchObject({
    status: 0,
    output: expect.stringMatching(/nothing is wrong/),
  });

  const options = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(azurite.connectionString, 'remediations', options);
  const rowKey = `journal|${remediationId(1)}|00000001`;
  const row = await table.getEntity(tenant, rowKey);
  const document = String(row['document']).replace('Reviewed with the owners', 'Reviewed with nobody');
  await table.updateEntity({ partitionKey: tenant, rowKey, document }, 'Merge');

  const { status, output } = await run(`--verify --tenant ${tenant} --format json`);
  expect(status).toBe(1);
  expect(JSON.parse(output)).toMatchObject([{ problems: [{ kind: 'wrongHash' }, { kind: 'wrongState' }] }]);
});

test('without a sandbox the way to its storage is not told', async () => {
  expect(await run('--verify', join(folder, 'none.json'))).toEqual({
    status: 2,
    output: '',
    errors: 'The sandbox is not running: run npm start first.\n',
  });
});
