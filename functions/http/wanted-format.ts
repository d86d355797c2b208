import type { HttpRequest } from '@azure/functions';

export type Format = 'json' | 'csv';

/** What the query asks for, else what `Accept` prefers: CSV only where JSON is not acceptable. */
export function wantedFormat({ headers }: Pick<HttpRequest, 'headers'>, format: Format | undefined): Format {
  if (format !== undefined) return format;
  const types = (headers.get('accept') ?? '')
    .split(',')
    .map((type) => type.split(';')[0]?.trim().toLowerCase());
  return types.includes('text/csv') && !types.includes('application/json') ? 'csv' : 'json';
}
