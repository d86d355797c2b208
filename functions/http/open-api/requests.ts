import type { Members, Operation } from '../operation.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** Of the path, the query and the headers. */
export function parametersOf({ method, revalidates, schemas }: Operation) {
  const ifNoneMatch = {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of the answer that the caller has.',
    schema: { type: 'string' },
  };
  return [
    ...membersIn('path', schemas.parameters),
    ...membersIn('query', schemas.query),
    ...(method === 'GET' && revalidates !== false ? [ifNoneMatch] : []),
  ];
}

function membersIn(place: 'path' | 'query', members: Members) {
  return Object.entries(members).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || !isOptional(member),
    schema: jsonSchemaOf(member, 'input'),
  }));
}

export function requestBodyOf({ schemas: { body } }: Operation) {
  if (body.def.type === 'undefined') return {};
  const content = { 'application/json': { schema: jsonSchemaOf(body, 'input') } };
  return { requestBody: { required: !isOptional(body, {}), content } };
}

/** A body that is not sent is an empty object; a member of a query is not there at all. */
function isOptional(schema: Members[string], absent?: object): boolean {
  return schema.safeParse(absent).success;
}
