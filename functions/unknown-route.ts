import type { HttpHandler } from '@azure/functions';
import { answering } from './http/answering.ts';
import { HttpProblem } from './http/problem.ts';
import { httpFunctions } from './http/routes.ts';
import { notAllowed, pathOf } from './http/serving.ts';

/** Answers whatever no other function does, as the platform's own 404 has no body and knows no 405. */
export function unknownRoute(): HttpHandler {
  return answering(async (request) => {
    const [first = ''] = pathOf(request).toLowerCase().split('/');
    const rest = pathOf(request).split('/').slice(1).filter(Boolean);
    const served = Object.values(httpFunctions).find(({ route }) => {
      const isCatchAll = route.endsWith('/{*path}');
      return route.replace('/{*path}', '') === first && (isCatchAll || rest.length === 0);
    });
    if (served === undefined) throw new HttpProblem(404, 'No function answers at this address.');
    throw notAllowed(served.operations);
  });
}
