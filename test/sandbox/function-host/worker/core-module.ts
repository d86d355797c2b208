import { Module } from 'node:module';
import type { CoreApi } from './core-api.ts';

const coreModule = '@azure/functions-core';
let answer: CoreApi | undefined;
let intercepted = false;

/**
 * Runs `load` while `require('@azure/functions-core')` is answered with `core`. The library asks once, at its
 * first registration, and keeps the answer; so each app needs its own copy of the library (a bundle has one).
 */
export async function answeringCoreModule<T>(core: CoreApi, load: () => Promise<T>): Promise<T> {
  if (answer) throw new Error('Another app is being loaded in this process: start one host after the other.');
  intercept();
  answer = core;
  try {
    return await load();
  } finally {
    answer = undefined;
  }
}

/** The same interception point that the real worker uses. */
function intercept(): void {
  if (intercepted) return;
  intercepted = true;
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (target, thisArgument, parameters) =>
      answer && parameters[0] === coreModule ? answer : Reflect.apply(target, thisArgument, parameters),
  });
}
