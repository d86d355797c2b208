import { complaints, describedOperations, type SeenAnswer } from './described-api.ts';
import type { RequestToSend } from './running-api.ts';

/**
 * What in an answer is not as the document says, for whatever the request asks: an address may fit several paths (an
 * id and a word), and then one of them has to explain the answer.
 */
export function complaintsOf({ method, target }: RequestToSend, answer: SeenAnswer): readonly string[] {
  const segments = segmentsOf(target);
  const fitting = describedOperations.filter(
    ({ path, method: described }) => described === method && fits(path, segments),
  );
  const asked = fitting.length === 0 ? [undefined] : fitting;
  const all = asked.map((one) =>
    method === 'HEAD' && one === undefined ? headless(answer) : complaints(one, answer),
  );
  return all.find((found) => found.length === 0) ?? all.flat();
}

/** A HEAD for nothing has no body that could say so. */
function headless({ status, bytes }: SeenAnswer): string[] {
  return (status === 404 || status === 405) && bytes.length === 0 ? [] : [`${status} to HEAD`];
}

/** Undefined for an address that cannot be read. */
function segmentsOf(target: string): readonly string[] | undefined {
  const { pathname } = new URL(`https://gateproof.example.com${target}`);
  try {
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return segments[0]?.toLowerCase() === 'api' ? segments.slice(1) : undefined;
  } catch {
    return undefined;
  }
}

function fits(path: string, segments: readonly string[] | undefined): boolean {
  const wanted = path.split('/').filter(Boolean);
  if (segments?.length !== wanted.length) return false;
  return wanted.every((step, index) => step.startsWith('{') || step === segments[index]?.toLowerCase());
}
