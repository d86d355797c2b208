import { STATUS_CODES } from 'node:http';

/** What the problem documents mean; `default`: whatever else goes wrong. */
const meanings = {
  400: 'Something in the request is wrong; `errors` names each member.',
  401: 'There is no token, or none that holds.',
  403: 'The caller lacks the role that is asked for, or may not do this.',
  404: 'There is no such thing.',
  408: 'The body did not come in time.',
  409: 'The thing is no longer as the caller saw it.',
  413: 'The body is too long.',
  415: 'The body is not JSON in UTF-8.',
  503: 'Something that the answer needs is not available now.',
  default: 'Another problem.',
} as const;

export type ProblemStatus = keyof typeof meanings;

export interface Reference {
  readonly $ref: string;
}

export function problemReference(status: ProblemStatus): Reference {
  return { $ref: `#/components/responses/${nameOf(status)}` };
}

/** The answers that operations refer to, by name. */
export const problemResponses = Object.fromEntries(
  Object.entries(meanings).map(([status, description]) => [
    nameOf(status),
    {
      description,
      ...(status === '503' && { headers: { 'Retry-After': { required: true, schema: { type: 'string' } } } }),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

function nameOf(status: string | number): string {
  return (STATUS_CODES[status] ?? 'Problem').replace(/\W/g, '');
}
