import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { z } from 'zod';
import type { IdentityName } from '../../sandbox/entra-tenant/identities.ts';
import {
  type EntraTenant,
  type EntraTenantOptions,
  startEntraTenant,
} from '../../sandbox/entra-tenant/start-entra-tenant.ts';

/** Starts a sandbox tenant without throttling, unless told otherwise, that this process trusts. */
export async function startTrusted(options: EntraTenantOptions = {}): Promise<EntraTenant> {
  const tenant = await startEntraTenant({ throttling: false, ...options });
  const authority = await readFile(tenant.certificate.caPath, 'utf8');
  setDefaultCACertificates([...getCACertificates('default'), authority]);
  return tenant;
}

const tokenSchema = z.object({ access_token: z.string() });

export async function tokenOf(
  tenant: EntraTenant,
  name: IdentityName = 'reader',
  resource = 'https://graph.microsoft.com',
): Promise<string> {
  const url = `${tenant.identityEndpoint}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`;
  const response = await fetch(url, {
    headers: { 'x-identity-header': tenant.identities[name].identityHeader },
  });
  return tokenSchema.parse(await response.json()).access_token;
}

/** Asks Graph with the identity's token; `path` starts at the version. */
export async function askGraph(
  tenant: EntraTenant,
  path: string,
  { as = 'reader', ...init }: RequestInit & { as?: IdentityName } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${await tokenOf(tenant, as)}` };
  return fetch(`${tenant.graphUrl}${path}`, { ...init, headers });
}

const pageSchema = z.object({
  value: z.array(z.looseObject({})),
  '@odata.nextLink': z.url().optional(),
});

/** The elements of a collection, page after page, and how many pages there were. */
export async function allPages(tenant: EntraTenant, path: string) {
  const headers = { authorization: `Bearer ${await tokenOf(tenant)}` };
  const elements: Record<string, unknown>[] = [];
  let pages = 0;
  let next: string | undefined = `${tenant.graphUrl}${path}`;
  while (next !== undefined) {
    const page = pageSchema.parse(await (await fetch(next, { headers })).json());
    elements.push(...page.value);
    pages += 1;
    next = page['@odata.nextLink'];
  }
  return { elements, pages };
}

export function post(tenant: EntraTenant, path: string, form: Record<string, string>, headers = {}) {
  return fetch(`${tenant.loginUrl}${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers },
    body: new URLSearchParams(form),
  });
}
