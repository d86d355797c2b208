/** Requests of one family share a limit of Graph's. */
export type RequestFamily = 'conditionalAccess' | 'directory';

export function requestFamily(url: string): RequestFamily {
  return /\/identity\/conditionalAccess\//i.test(new URL(url).pathname) ? 'conditionalAccess' : 'directory';
}

/**
 * Between the starts of two requests of a family. Conditional Access allows one request a second and tenant, for
 * all apps together; the directory's limit is so much higher that backing off on 429 is enough.
 */
export const spacingMs: Readonly<Record<RequestFamily, number>> = { conditionalAccess: 1_100, directory: 0 };
