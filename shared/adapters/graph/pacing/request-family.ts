/** Requests of one family share a limit of Graph's. */
export type RequestFamily = 'conditionalAccess' | 'reporting' | 'directory';

export function requestFamily(url: string): RequestFamily {
  const { pathname } = new URL(url);
  if (/\/identity\/conditionalAccess\//i.test(pathname)) return 'conditionalAccess';
  return /\/auditLogs\//i.test(pathname) ? 'reporting' : 'directory';
}

/**
 * Between the starts of two requests of a family. Conditional Access allows one request a second and tenant, for
 * all apps together, the logs five in ten seconds and app; the directory's limit is so much higher that backing off
 * on 429 is enough.
 */
export const spacingMs: Readonly<Record<RequestFamily, number>> = {
  conditionalAccess: 1_100,
  reporting: 2_050,
  directory: 0,
};
