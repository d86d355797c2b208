import { InputError } from '../../core/errors.ts';

export interface GraphSettings {
  /** Of the national cloud, or of a stand-in; HTTPS. Default `https://graph.microsoft.com`. */
  readonly baseUrl?: string;
  /** Of the access token; default `.default` under the base URL. */
  readonly scope?: string;
  /** For one request, its body included. Default 60,000. */
  readonly requestTimeoutMs?: number;
  /** For the whole reading of a tenant. Default 480,000, so that a scan ends before its host ends it. */
  readonly deadlineMs?: number;
}

export interface GraphEndpoint {
  readonly baseUrl: URL;
  readonly scope: string;
  readonly requestTimeoutMs: number;
  readonly deadlineMs: number;
}

/** Fills in the defaults. Throws InputError for a base URL that the Graph client would send no token to. */
export function graphEndpoint(settings: GraphSettings): GraphEndpoint {
  const baseUrl = URL.parse(settings.baseUrl ?? 'https://graph.microsoft.com');
  if (baseUrl?.protocol !== 'https:') {
    const message = 'The base URL of Microsoft Graph must be an absolute https URL.';
    throw new InputError([{ member: 'graph.baseUrl', message }]);
  }
  return {
    baseUrl,
    scope: settings.scope ?? new URL('/.default', baseUrl).href,
    requestTimeoutMs: settings.requestTimeoutMs ?? 60_000,
    deadlineMs: settings.deadlineMs ?? 480_000,
  };
}
