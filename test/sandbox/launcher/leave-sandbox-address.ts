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
  tenant: EntraTenant,
  path?: string,
): Promise<void> {
  await writeSandboxAddress(sandboxAddressOf(tenant), path);
  resources.defer(async () => {
    const left = await readSandboxAddress(path);
    if (left?.adminKey === tenant.adminKey) await removeSandboxAddress(path);
  });
}

export function sandboxAddressOf(tenant: EntraTenant): SandboxAddress {
  const { loginUrl, graphUrl, tenantId, adminKey, certificate, api } = tenant;
  return { loginUrl, graphUrl, tenantId, adminKey, apiClientId: api.clientId, caPath: certificate.caPath };
}
