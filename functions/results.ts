import type { HttpHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { answering } from './http/answering.ts';
import { cacheableAnswer, jsonAnswer } from './http/cacheable-answer.ts';
import { readResultsPath } from './http/results-path.ts';

/** Serves verdicts, gaps, history, scans and evidence. */
export function results(app: Pick<App, 'results'>): HttpHandler {
  return answering(async (request) => {
    const value = await readResultsPath(request, await app.results(), request.params['path'] ?? '');
    if (!(value instanceof Uint8Array)) return jsonAnswer(request, value);
    return cacheableAnswer(request, value, {
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="evidence.json.gz"',
    });
  });
}
