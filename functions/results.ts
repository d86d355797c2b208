import type { HttpHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { answering } from './http/answering.ts';
import { answerResultsPath } from './http/results-path.ts';

/** Serves verdicts, gaps, history, scans and evidence. */
export function results(app: Pick<App, 'results'>): HttpHandler {
  return answering(async (request) =>
    answerResultsPath(request, await app.results(), request.params['path'] ?? ''),
  );
}
