import type { HttpMethod } from '@azure/functions';
import type { Operation } from './operation.ts';
import { exceptionsOperations } from './operations/exceptions.ts';
import { healthOperations } from './operations/health.ts';
import { notificationOperations } from './operations/notifications.ts';
import { openApiOperations } from './operations/open-api.ts';
import { remediationsOperations } from './operations/remediations.ts';
import { resultsOperations } from './operations/results.ts';
import { scanOperations } from './operations/scans.ts';
import { signInOperations } from './operations/sign-ins.ts';
import { whyOperations } from './operations/why.ts';
import { methodsOf } from './serving.ts';

interface HttpFunction {
  /** Under the prefix `api` of host.json. */
  readonly route: string;
  readonly operations: readonly Operation[];
}

/** The HTTP functions by name: where each answers, and what. */
export const httpFunctions = {
  requestScan: { route: 'scans', operations: scanOperations },
  results: { route: 'results/{*path}', operations: resultsOperations },
  exceptions: { route: 'exceptions/{*path}', operations: exceptionsOperations },
  remediations: { route: 'remediations/{*path}', operations: remediationsOperations },
  signIns: { route: 'sign-ins/{*path}', operations: signInOperations },
  explanations: { route: 'why/{*path}', operations: whyOperations },
  notifications: { route: 'notifications/{*path}', operations: notificationOperations },
  health: { route: 'health', operations: healthOperations },
  openApi: { route: 'openapi.json', operations: openApiOperations },
} satisfies Record<string, HttpFunction>;

/** Everything that the app answers over HTTP. */
export const everyOperation: readonly Operation[] = Object.values(httpFunctions).flatMap(
  ({ operations }) => operations,
);

/** As the host wants a route: each function checks callers itself, so the host asks for no key. */
export function routeOf({ route, operations }: HttpFunction): {
  readonly route: string;
  readonly methods: HttpMethod[];
  readonly authLevel: 'anonymous';
} {
  return { route, methods: methodsOf(operations), authLevel: 'anonymous' };
}

export const everyMethod: HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
