import type { HttpHandler } from '@azure/functions';
import { answering } from './http/answering.ts';
import { HttpProblem } from './http/problem.ts';
import { methodsOf } from './http/routes.ts';

/** Answers whatever no other function does, as the platform's own 404 has no body and knows no 405. */
export function unknownRoute(): HttpHandler {
  return answering(async (request) => {
    const allowed = methodsOf(request.params['path'] ?? '').join(', ');
    if (allowed === '') throw new HttpProblem(404, 'No function answers at this address.');
    throw new HttpProblem(405, `This address answers ${allowed} only.`, { allow: allowed });
  });
}
