/**
 * The milliseconds that a `Retry-After` header asks for, in either of its forms (RFC 9110, section 10.2.3).
 * Undefined where there is none, where it cannot be read, and where its time has already passed.
 */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null) {
    return undefined;
  }
  const value = header.trim();
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return milliseconds > 0 ? milliseconds : undefined;
}
