import Module from 'node:module';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * Loads an app as the worker of the host does, in a process of its own, and prints what it registered as JSON. Where
 * the app refuses to load, prints why, as the worker tells the host; left to Node, a line of the bundle would drown it.
 * Usage: node load-app.ts MAIN
 */
interface Registration {
  readonly name: string;
  readonly bindings: Record<string, { readonly type: string; readonly [option: string]: unknown }>;
}

const registrations: Registration[] = [];
class Disposable {
  dispose(): void {}
}
const core = {
  version: '3.13.0',
  hostVersion: '4.1048.200',
  Disposable,
  registerFunction: (metadata: Registration) => {
    registrations.push(metadata);
    return new Disposable();
  },
  registerHook: () => new Disposable(),
  setProgrammingModel: () => {},
  log: () => {},
};

Module.prototype.require = new Proxy(Module.prototype.require, {
  apply: (target, module, names: [string]) =>
    names[0] === '@azure/functions-core' ? core : Reflect.apply(target, module, names),
});

try {
  await import(pathToFileURL(process.argv[2] ?? '').href);
  process.stdout.write(JSON.stringify(registrations));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
