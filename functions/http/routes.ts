import type { HttpMethod } from '@azure/functions';

/** Where each HTTP function answers, under the prefix `api` of host.json. */
export const routes = {
  requestScan: { route: 'scans', methods: ['POST'] },
  results: { route: 'results/{*path}', methods: ['GET', 'HEAD'] },
  health: { route: 'health', methods: ['GET', 'HEAD'] },
} satisfies Record<string, { route: string; methods: HttpMethod[] }>;

export const everyMethod: HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The methods that a path under the prefix answers to; empty for a path that no function serves. */
export function methodsOf(path: string): readonly HttpMethod[] {
  const [first = '', ...rest] = path.toLowerCase().split('/').filter(Boolean);
  const served = Object.values(routes).find(({ route }) => {
    const isCatchAll = route.endsWith('/{*path}');
    return route.replace('/{*path}', '') === first && (isCatchAll || rest.length === 0);
  });
  return served?.methods ?? [];
}

/** The address of a scan, from the root of the site. */
export function scanPath(tenantId: string, scanId: string): string {
  return `/api/results/${tenantId}/scans/${scanId}`;
}
