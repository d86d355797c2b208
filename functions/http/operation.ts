import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type * as z from 'zod/mini';
import type { AppRole } from '../../shared/application/app-roles.ts';
import { expectRole } from '../../shared/application/authenticate.ts';
import type { Caller } from '../../shared/application/caller.ts';
import type { Logger } from '../../shared/application/ports/logger.ts';
import type { App } from '../../shared/composition/app.ts';
import { readBody, readParameters, readQuery } from './read-request.ts';

/** One method of one path, and all that is said of it: routes, roles and the OpenAPI document are made of these. */
export interface Operation {
  /** Its name in the OpenAPI document. */
  readonly operationId: string;
  /** A GET is asked by HEAD as well. */
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the prefix of host.json; `{name}` stands for a parameter. */
  readonly path: string;
  /** The app role that the caller must hold. */
  readonly role: AppRole | 'none';
  readonly summary: string;
  readonly schemas: RequestSchemas;
  /** What it answers when all goes well, by status; most problem documents are those of every operation. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** True where it may also answer 409, as what it speaks of is no longer as the caller saw it. */
  readonly conflicts?: boolean;
  /** False for a GET without an ETag. */
  readonly revalidates?: boolean;
  /** Throws what `answering` makes a problem document of. */
  readonly answer: (
    app: App,
    request: HttpRequest,
    pathParameters: Readonly<Record<string, string>>,
    logger: Logger,
  ) => Promise<HttpResponseInit>;
}

/** Named members, each with its schema: parts of a path or a query, which come in as text. */
export type Members = Readonly<Record<string, z.ZodMiniType>>;

export interface RequestSchemas {
  /** Of the path. One that does not fit leads nowhere: 404. */
  readonly parameters: Members;
  /** Of the query. What does not fit, is not known or stands twice is 400. */
  readonly query: Members;
  /** Of a JSON body, or `noBody`. */
  readonly body: z.ZodMiniType;
}

export interface AnswerDescription {
  readonly description: string;
  /** By media type; text or bytes where there is no schema. */
  readonly content?: Readonly<Record<string, z.ZodMiniType | 'text' | 'bytes'>>;
  /** What headers of its own say, by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in JSON. */
export function jsonOf(description: string, schema: z.ZodMiniType): AnswerDescription {
  return { description, content: { 'application/json': schema } };
}

/** A request that may be answered: its caller is known and may ask, and every part has been checked. */
export interface Visit<Parameters extends Members, Query extends Members, Body extends z.ZodMiniType> {
  readonly request: HttpRequest;
  readonly parameters: z.output<z.ZodMiniObject<Parameters>>;
  readonly query: z.output<z.ZodMiniObject<Query>>;
  readonly body: z.output<Body>;
  /** Of the invocation. */
  readonly logger: Logger;
}

interface Declaration<
  Role,
  Parameters extends Members,
  Query extends Members,
  Body extends z.ZodMiniType,
  Asked,
> extends Pick<
    Operation,
    'operationId' | 'method' | 'path' | 'summary' | 'answers' | 'conflicts' | 'revalidates'
  > {
  readonly role: Role;
  readonly parameters: Parameters;
  readonly query: Query;
  readonly body: Body;
  readonly handle: (app: App, visit: Asked) => Promise<HttpResponseInit>;
}

/** An operation for callers who hold its role. */
export function operation<Parameters extends Members, Query extends Members, Body extends z.ZodMiniType>(
  declaration: Declaration<
    AppRole,
    Parameters,
    Query,
    Body,
    Visit<Parameters, Query, Body> & { readonly caller: Caller }
  >,
): Operation {
  return {
    ...describe(declaration),
    async answer(app, request, pathParameters, logger) {
      const caller = await app.authenticate(request.headers.get('authorization'));
      expectRole(caller, declaration.role);
      const read = await visit(declaration, request, pathParameters, logger);
      return declaration.handle(app, { ...read, caller });
    },
  };
}

/** An operation for anybody: it must tell nothing about a tenant. */
export function openOperation<Parameters extends Members, Query extends Members, Body extends z.ZodMiniType>(
  declaration: Declaration<'none', Parameters, Query, Body, Visit<Parameters, Query, Body>>,
): Operation {
  return {
    ...describe(declaration),
    answer: async (app, request, pathParameters, logger) =>
      declaration.handle(app, await visit(declaration, request, pathParameters, logger)),
  };
}

type Described = Omit<Operation, 'answer'>;

function describe({ parameters, query, body, ...described }: Omit<Described, 'schemas'> & RequestSchemas) {
  const {
    operationId,
    method,
    path,
    role,
    summary,
    answers,
    conflicts = false,
    revalidates = true,
  } = described;
  const said = { operationId, method, path, role, summary, answers, conflicts, revalidates };
  return { ...said, schemas: { parameters, query, body } };
}

async function visit<Parameters extends Members, Query extends Members, Body extends z.ZodMiniType>(
  schemas: { readonly parameters: Parameters; readonly query: Query; readonly body: Body },
  request: HttpRequest,
  pathParameters: Readonly<Record<string, string>>,
  logger: Logger,
): Promise<Visit<Parameters, Query, Body>> {
  return {
    request,
    parameters: readParameters(pathParameters, schemas.parameters),
    query: readQuery(request, schemas.query),
    body: await readBody(request, schemas.body),
    logger,
  };
}
