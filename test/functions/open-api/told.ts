import type { SeenAnswer } from './described-api.ts';
import type { RequestToSend } from './running-api.ts';

/** The start of what was sent or answered, so that it can be tried again. */
export function told({ headers, ...rest }: RequestToSend | SeenAnswer): string {
  const bytes = 'bytes' in rest ? rest.bytes : rest.body;
  const start = 'bytes' in rest ? String(rest.status) : `${rest.method} ${rest.target}`;
  return `${start} ${JSON.stringify([...headers])} ${new TextDecoder().decode(bytes)}`.slice(0, 1_500);
}
