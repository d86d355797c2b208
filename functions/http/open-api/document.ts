import hostJson from '../../../host.json' with { type: 'json' };
import packageJson from '../../../package.json' with { type: 'json' };
import type { Operation } from '../operation.ts';
import { problemSchema } from '../schemas/problem.ts';
import { answersOf, type DescribedAnswer } from './answers.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { problemResponses, type Reference } from './problems.ts';
import { parametersOf, requestBodyOf } from './requests.ts';
import { securityOf, securitySchemes } from './security.ts';

/** The OpenAPI 3.1 document of these operations: made of the schemas and roles that they check requests with. */
export function openApiDocument(operations: readonly Operation[]) {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Gateproof',
      version: packageJson.version,
      description: 'Whether any sign-in still gets through the Conditional Access policies of a tenant.',
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: `/${hostJson.extensions.http.routePrefix}` }],
    paths: pathsOf(operations),
    components: {
      responses: problemResponses,
      schemas: { Problem: jsonSchemaOf(problemSchema, 'output') },
      securitySchemes,
    },
  };
}

function pathsOf(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, ReturnType<typeof describe>>> = {};
  for (const operation of operations) {
    const path = `/${operation.path}`;
    const described = describe(operation);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described };
    if (operation.method === 'GET') paths[path] = { ...paths[path], head: withoutBodies(described) };
  }
  return paths;
}

function describe(operation: Operation) {
  const { operationId, summary, role } = operation;
  return {
    operationId,
    summary,
    ...(role === 'none' ? {} : { 'x-app-role': role }),
    security: securityOf(role),
    parameters: parametersOf(operation),
    ...requestBodyOf(operation),
    responses: answersOf(operation),
  };
}

/** What a HEAD is answered: a GET without its body. */
function withoutBodies(described: ReturnType<typeof describe>): ReturnType<typeof describe> {
  const { operationId, summary, responses } = described;
  return {
    ...described,
    operationId: `${operationId}Head`,
    summary: `Only the headers of: ${summary}`,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, withoutContent(response)]),
    ),
  };
}

function withoutContent(response: DescribedAnswer | Reference): DescribedAnswer | Reference {
  if ('$ref' in response) return response;
  const { content: _, ...rest } = response;
  return rest;
}
