import type { app as azureFunctionsApp, StorageQueueFunctionOptions } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import {
  notificationQueueName,
  remediationRequestQueueName,
  scanQueueName,
  signInQueueName,
  storageConnectionName,
} from '../shared/composition/names.ts';
import { collectSignIns } from './collect-sign-ins.ts';
import { exceptions } from './exceptions.ts';
import { explanations } from './explanations.ts';
import { health } from './health.ts';
import { everyMethod, httpFunctions, routeOf } from './http/routes.ts';
import { notifications } from './notifications.ts';
import { openApi } from './open-api.ts';
import { proposeRemediation } from './propose-remediation.ts';
import { remediations } from './remediations.ts';
import { requestScan } from './request-scan.ts';
import { results } from './results.ts';
import { runScan } from './run-scan.ts';
import { scanOnSchedule } from './scan-on-schedule.ts';
import { sendNotification } from './send-notification.ts';
import { signIns } from './sign-ins.ts';
import { unknownRoute } from './unknown-route.ts';

interface Host extends Pick<typeof azureFunctionsApp, 'http' | 'timer'> {
  storageQueue(name: string, options: StorageQueueFunctionOptions): void;
}

/** Every function of the app with its trigger. */
export function register(host: Host, app: App): void {
  host.timer('scanOnSchedule', { schedule: '%SCAN_SCHEDULE%', handler: scanOnSchedule(app) });
  host.storageQueue('runScan', {
    queueName: scanQueueName,
    connection: storageConnectionName,
    handler: runScan(app),
  });
  host.storageQueue('collectSignIns', {
    queueName: signInQueueName,
    connection: storageConnectionName,
    handler: collectSignIns(app),
  });
  host.storageQueue('sendNotification', {
    queueName: notificationQueueName,
    connection: storageConnectionName,
    handler: sendNotification(app),
  });
  host.storageQueue('proposeRemediation', {
    queueName: remediationRequestQueueName,
    connection: storageConnectionName,
    handler: proposeRemediation(app),
  });
  host.http('requestScan', { ...routeOf(httpFunctions.requestScan), handler: requestScan(app) });
  host.http('results', { ...routeOf(httpFunctions.results), handler: results(app) });
  host.http('exceptions', { ...routeOf(httpFunctions.exceptions), handler: exceptions(app) });
  host.http('remediations', { ...routeOf(httpFunctions.remediations), handler: remediations(app) });
  host.http('signIns', { ...routeOf(httpFunctions.signIns), handler: signIns(app) });
  host.http('explanations', { ...routeOf(httpFunctions.explanations), handler: explanations(app) });
  host.http('notifications', {
    ...routeOf(httpFunctions.notifications),
    handler: notifications(app),
  });
  host.http('health', { ...routeOf(httpFunctions.health), handler: health(app) });
  host.http('openApi', { ...routeOf(httpFunctions.openApi), handler: openApi(app) });
  // The host tries routes in the alphabetical order of the functions' names: this one's comes last.
  host.http('unknownRoute', {
    route: '{*path}',
    methods: everyMethod,
    authLevel: 'anonymous',
    handler: unknownRoute(),
  });
}
