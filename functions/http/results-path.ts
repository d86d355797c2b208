import type { HttpRequest } from '@azure/functions';
import {
  type ScanId,
  scanIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../shared/application/identifiers.ts';
import type { ResultsReader } from '../../shared/application/read-results.ts';
import { NotFoundError } from '../../shared/core/errors.ts';
import { pageRequest } from './page-request.ts';

/** What a route makes of a request: its parts are read, and refused, only by the route that needs them. */
interface Visit {
  readonly results: ResultsReader;
  readonly request: HttpRequest;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The paths below `results`, and what each shows. */
const resultsRoutes: readonly (readonly [template: string, read: (visit: Visit) => Promise<unknown>])[] = [
  ['', ({ results, request }) => results.tenants(pageRequest(request))],
  ['rejected-messages', ({ results, request }) => results.rejectedMessages(pageRequest(request))],
  ['{tenantId}', (visit) => visit.results.tenant(tenantIdOf(visit))],
  ['{tenantId}/controls/{control}', (visit) => visit.results.control(tenantIdOf(visit), controlOf(visit))],
  [
    '{tenantId}/controls/{control}/history',
    (visit) => visit.results.history(tenantIdOf(visit), controlOf(visit), pageRequest(visit.request)),
  ],
  ['{tenantId}/scans', (visit) => visit.results.scans(tenantIdOf(visit), pageRequest(visit.request))],
  ['{tenantId}/scans/{scanId}', (visit) => visit.results.scan(tenantIdOf(visit), scanIdOf(visit))],
  [
    '{tenantId}/scans/{scanId}/evidence',
    (visit) => visit.results.evidence(tenantIdOf(visit), scanIdOf(visit)),
  ],
];

/** What stands at a path below `results`; evidence is bytes. Throws NotFoundError for a path that leads nowhere. */
export async function readResultsPath(
  request: HttpRequest,
  results: ResultsReader,
  path: string,
): Promise<unknown> {
  for (const [template, read] of resultsRoutes) {
    const parameters = parametersOf(path, template);
    if (parameters !== undefined) return read({ request, results, parameters });
  }
  throw new NotFoundError('There are no results at this address.');
}

/** The parameters of a path that fits the template; undefined for one that does not. */
function parametersOf(path: string, template: string): Record<string, string> | undefined {
  const given = path.split('/').filter(Boolean);
  const wanted = template.split('/').filter(Boolean);
  if (given.length !== wanted.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of given.entries()) {
    const name = /^\{(.+)\}$/.exec(wanted[index] ?? '')?.[1];
    if (name !== undefined) parameters[name] = segment;
    else if (wanted[index] !== segment) return undefined;
  }
  return parameters;
}

function tenantIdOf({ parameters }: Visit): TenantId {
  const { data } = tenantIdSchema.safeParse(parameters['tenantId']);
  if (data !== undefined) return data;
  throw new NotFoundError('There are no results at this address: it names no tenant id.');
}

function scanIdOf({ parameters }: Visit): ScanId {
  const { data } = scanIdSchema.safeParse(parameters['scanId']);
  if (data !== undefined) return data;
  throw new NotFoundError('There are no results at this address: it names no scan id.');
}

function controlOf({ parameters }: Visit): string {
  return parameters['control'] ?? '';
}
