import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import {
  type ScanId,
  scanIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../shared/application/identifiers.ts';
import type { ResultsReader } from '../../shared/application/read-results.ts';
import { NotFoundError } from '../../shared/core/errors.ts';
import { gzipAnswer, jsonAnswer } from './cacheable-answer.ts';
import { pageRequest } from './page-request.ts';
import { parametersOf } from './path-template.ts';

/** What a route makes of a request: its parts are read, and refused, only by the route that needs them. */
interface Visit {
  readonly results: ResultsReader;
  readonly request: HttpRequest;
  readonly parameters: Readonly<Record<string, string>>;
}

type Route = (visit: Visit) => Promise<HttpResponseInit>;

/** The paths below `results`, and what each answers. */
const routes: Readonly<Record<string, Route>> = {
  '': json(({ results, request }) => results.tenants(pageRequest(request))),
  'rejected-messages': json(({ results, request }) => results.rejectedMessages(pageRequest(request))),
  '{tenantId}': json((visit) => visit.results.tenant(tenantIdOf(visit))),
  '{tenantId}/controls/{control}': json((visit) =>
    visit.results.control(tenantIdOf(visit), controlOf(visit)),
  ),
  '{tenantId}/controls/{control}/history': json((visit) =>
    visit.results.history(tenantIdOf(visit), controlOf(visit), pageRequest(visit.request)),
  ),
  '{tenantId}/scans': json((visit) => visit.results.scans(tenantIdOf(visit), pageRequest(visit.request))),
  '{tenantId}/scans/{scanId}': json((visit) => visit.results.scan(tenantIdOf(visit), scanIdOf(visit))),
  '{tenantId}/scans/{scanId}/evidence': async (visit) =>
    gzipAnswer(
      visit.request,
      await visit.results.evidence(tenantIdOf(visit), scanIdOf(visit)),
      'evidence.json.gz',
    ),
};

/** Answers a path below `results`. Throws NotFoundError for a path that leads nowhere. */
export async function answerResultsPath(
  request: HttpRequest,
  results: ResultsReader,
  path: string,
): Promise<HttpResponseInit> {
  for (const [template, answer] of Object.entries(routes)) {
    const parameters = parametersOf(path, template);
    if (parameters !== undefined) return answer({ request, results, parameters });
  }
  throw new NotFoundError('There are no results at this address.');
}

function json(read: (visit: Visit) => Promise<unknown>): Route {
  return async (visit) => jsonAnswer(visit.request, await read(visit));
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
