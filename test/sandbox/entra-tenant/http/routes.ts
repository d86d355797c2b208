import findMyWay, { type HTTPMethod } from 'find-my-way';

export interface FoundRoute<Target> {
  readonly target: Target;
  readonly params: Readonly<Record<string, string>>;
}

/** A table from method and path to whatever stands behind it. */
export class Routes<Target> {
  readonly #router = findMyWay({ ignoreTrailingSlash: true });
  readonly #targets = new Map<unknown, Target>();

  on(method: HTTPMethod, path: string, target: Target): this {
    const marker = () => {};
    this.#targets.set(marker, target);
    this.#router.on(method, path, marker);
    return this;
  }

  find(method: string, path: string): FoundRoute<Target> | undefined {
    if (!isMethod(method)) return undefined;
    const found = this.#router.find(method, path);
    const target = found === null ? undefined : this.#targets.get(found.handler);
    if (found === null || target === undefined) return undefined;
    const params = Object.entries(found.params).map(([name, value]) => [name, value ?? '']);
    return { target, params: Object.fromEntries(params) };
  }
}

function isMethod(method: string): method is HTTPMethod {
  return ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].includes(method);
}
