/** One call of a method of a port. */
export interface PortCall {
  readonly port: string;
  readonly method: string;
}

/** Decides what becomes of a call: `run` has its effect and gives its answer. */
export type Intercept = (call: PortCall, run: () => Promise<unknown>) => Promise<unknown>;

/** The same port, but that every call of it goes through `intercept`. */
export function watched<Port extends object>(port: string, implementation: Port, intercept: Intercept): Port {
  return new Proxy(implementation, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || typeof name === 'symbol') return member;
      return (...parameters: readonly unknown[]) =>
        intercept({ port, method: name }, async () => Reflect.apply(member, target, parameters));
    },
  });
}
