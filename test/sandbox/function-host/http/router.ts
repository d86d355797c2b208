import { METHODS } from 'node:http';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { HostedFunction, HttpTrigger } from '../worker/hosted-function.ts';
import { parseRouteTemplate } from './route-template.ts';

export type HttpFunction = HostedFunction<HttpTrigger>;
export type RouteMatch = { readonly hosted: HttpFunction; readonly params: Readonly<Record<string, string>> };

/** Finds the function for a method and a path as it came; the more specific template wins. */
export type Router = { find(method: string, path: string): RouteMatch | undefined };

/** Longer than any path that the server lets in. */
const longestParameter = 65_536;

export function createRouter(functions: readonly HttpFunction[], routePrefix: string): Router {
  const router = findMyWay({
    caseSensitive: false,
    ignoreTrailingSlash: true,
    maxParamLength: longestParameter,
  });
  type Target = { readonly hosted: HttpFunction; readonly parameters: readonly string[] };
  const targets = new Map<unknown, Target>();
  for (const hosted of functions) {
    const { paths, parameters } = parseRouteTemplate(routeOf(hosted, routePrefix));
    const handler = () => undefined;
    targets.set(handler, { hosted, parameters });
    const methods = hosted.trigger.methods.filter(isHttpMethod);
    for (const path of paths) router.on(methods, path, handler);
  }
  return {
    find: (method, path) => {
      const found = isHttpMethod(method) ? router.find(method, path) : null;
      const target = targets.get(found?.handler);
      return found && target
        ? { hosted: target.hosted, params: namedParameters(target.parameters, found.params) }
        : undefined;
    },
  };
}

/** Where a function answers, without a slash in front. */
export function routeOf({ name, trigger }: HttpFunction, routePrefix: string): string {
  return [routePrefix, trigger.route ?? name].filter((part) => part !== '').join('/');
}

function namedParameters(
  names: readonly string[],
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const named = names.map((name, index) => [name, values[`p${index}`] ?? values['*']] as const);
  return Object.fromEntries(named.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function isHttpMethod(method: string): method is HTTPMethod {
  return METHODS.includes(method);
}
