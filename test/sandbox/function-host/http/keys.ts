import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HttpFunction } from './router.ts';

/** The keys of one host: the host key opens every function, the master key admin endpoints too. */
export type HostKeys = {
  readonly host: string;
  readonly master: string;
  readonly functions: ReadonlyMap<string, string>;
};

export type GivenKeys = { readonly host?: string | undefined; readonly master?: string | undefined };

/** Keys that are not given are made anew at each start. */
export function createKeys(functions: readonly HttpFunction[], given: GivenKeys): HostKeys {
  const newKey = () => randomBytes(32).toString('base64url');
  return {
    host: given.host ?? newKey(),
    master: given.master ?? newKey(),
    functions: new Map(functions.map(({ name }) => [name, newKey()])),
  };
}

/** The key of a request: the header `x-functions-key`, else `?code=`. */
export function keyOf(headers: NodeJS.Dict<string | string[]>, query: URLSearchParams): string | undefined {
  const header = headers['x-functions-key'];
  return (Array.isArray(header) ? header[0] : header) ?? query.get('code') ?? undefined;
}

export function mayCall({ name, trigger }: HttpFunction, keys: HostKeys, key: string | undefined): boolean {
  if (trigger.authLevel === 'anonymous') return true;
  if (isMaster(keys, key)) return true;
  if (trigger.authLevel === 'admin') return false;
  return isKey(keys.host, key) || isKey(keys.functions.get(name), key);
}

export function isMaster(keys: HostKeys, key: string | undefined): boolean {
  return isKey(keys.master, key);
}

/** Digests have one length, so that the comparison takes the same time for every wrong key. */
function isKey(expected: string | undefined, key: string | undefined): boolean {
  if (expected === undefined || key === undefined) return false;
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(expected), digest(key));
}
