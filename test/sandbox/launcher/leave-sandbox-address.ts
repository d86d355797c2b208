import type { Azurite } from '../azurite/start-azurite.ts';
import type { EntraTenant } from '../entra-tenant/start-entra-tenant.ts';
import {
  readSandboxAddress,
  removeSandboxAddress,
  type SandboxAddress,
  writeSandboxAddress,
} from '../state-file.ts';

/** Tells other commands where the sandbox is, until `resources` are disposed of or another sandbox takes the place. */
export async function leaveSandboxAddress(
  resources: AsyncDisposableStack,
  { tenant, azurite }: { readonly tenant: EntraTenant; readonly azurite: Azurite },
  path?: string,
): Promise<void> {
  const { connectionString: storageConnectionString } = azurite;
  await writeSandboxAddress({ ...sandboxAddressOf(tenant), storageConnectionString }, path);
  resources.defer(async () => {
    const left = await readSandboxAddress(path);
    if (left?.adminKey === tenant.adminKey) await removeSandboxAddress(path);
  });
}

export function sandboxAddressOf(tenant: EntraTenant): SandboxAddress {
  const { loginUrl, graphUrl, tenantId, adminKey, certificate, api } = tenant;
  return { loginUrl, graphUrl, tenantId, adminKey, apiClientId: api.clientId, caPath: certificate.caPath };
}
