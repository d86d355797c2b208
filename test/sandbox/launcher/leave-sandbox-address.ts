import type { EntraTenant } from '../entra-tenant/start-entra-tenant.ts';
import { readSandboxAddress, removeSandboxAddress, writeSandboxAddress } from '../state-file.ts';

/** Tells other commands where the sandbox is, until `resources` are disposed of or another sandbox takes the place. */
export async function leaveSandboxAddress(
  resources: AsyncDisposableStack,
  { loginUrl, graphUrl, tenantId, adminKey, certificate: { caPath } }: EntraTenant,
  path?: string,
): Promise<void> {
  await writeSandboxAddress({ loginUrl, graphUrl, tenantId, adminKey, caPath }, path);
  resources.defer(async () => {
    const left = await readSandboxAddress(path);
    if (left?.adminKey === adminKey) await removeSandboxAddress(path);
  });
}
