import { describe, expect, it } from 'vitest';
import { everyOperation } from '../../functions/http/routes.ts';
import { register } from '../../functions/register.ts';
import hostJson from '../../host.json' with { type: 'json' };
import { lastAttempt } from '../../shared/composition/app.ts';
import { appUnderTest } from './app-under-test.ts';

/** What the functions ask of the host, as they ask it. */
function registrations() {
  const registered = new Map<string, Record<string, unknown>>();
  const record = (type: string) => (name: string, options: object) => {
    const { handler: _, ...trigger } = { handler: undefined, ...options };
    registered.set(name, { type, ...trigger });
  };
  register(
    { http: record('http'), timer: record('timer'), storageQueue: record('queue') },
    appUnderTest().app,
  );
  return registered;
}

describe('the registration of the functions', () => {
  it.each([
    ['scanOnSchedule', { type: 'timer', schedule: '%SCAN_SCHEDULE%' }],
    ['runScan', { type: 'queue', queueName: 'scans', connection: 'AzureWebJobsStorage' }],
    ['collectSignIns', { type: 'queue', queueName: 'sign-ins', connection: 'AzureWebJobsStorage' }],
    ['sendNotification', { type: 'queue', queueName: 'notifications', connection: 'AzureWebJobsStorage' }],
    [
      'proposeRemediation',
      { type: 'queue', queueName: 'remediation-requests', connection: 'AzureWebJobsStorage' },
    ],
    [
      'remediations',
      {
        type: 'http',
        route: 'remediations/{*path}',
        methods: ['GET', 'POST', 'HEAD'],
        authLevel: 'anonymous',
      },
    ],
    [
      'notifications',
      { type: 'http', route: 'notifications/{*path}', methods: ['POST'], authLevel: 'anonymous' },
    ],
    [
      'signIns',
      { type: 'http', route: 'sign-ins/{*path}', methods: ['GET', 'HEAD'], authLevel: 'anonymous' },
    ],
    ['requestScan', { type: 'http', route: 'scans', methods: ['POST'], authLevel: 'anonymous' }],
    ['results', { type: 'http', route: 'results/{*path}', methods: ['GET', 'HEAD'], authLevel: 'anonymous' }],
    [
      'exceptions',
      {
        type: 'http',
        route: 'exceptions/{*path}',
        methods: ['GET', 'POST', 'HEAD'],
        authLevel: 'anonymous',
      },
    ],
    ['openApi', { type: 'http', route: 'openapi.json', methods: ['GET', 'HEAD'], authLevel: 'anonymous' }],
    [
      'explanations',
      { type: 'http', route: 'why/{*path}', methods: ['GET', 'HEAD'], authLevel: 'anonymous' },
    ],
    ['health', { type: 'http', route: 'health', methods: ['GET', 'HEAD'], authLevel: 'anonymous' }],
  ])('wires %s', (name, options) => {
    expect(registrations().get(name)).toEqual(options);
  });

  it('answers nothing to callers without a role but whether it is healthy, and what it would answer', () => {
    const open = everyOperation.filter(({ role }) => role === 'none');

    expect(open.map(({ operationId }) => operationId)).toEqual(['checkHealth', 'getOpenApiDocument']);
  });

  // https://github.com/Azure/azure-functions-host/issues/9876: the host knows no other precedence of routes.
  it('names the catch-all so that the host tries it after every other route', () => {
    const names = [...registrations()]
      .filter(([, { type }]) => type === 'http')
      .map(([name]) => name.toLowerCase());

    expect(names.sort().at(-1)).toBe('unknownroute');
  });

  it('lets the host retry a message as often as the app believes, and not at once', () => {
    const { queues } = hostJson.extensions;

    expect(lastAttempt).toBe(queues.maxDequeueCount);
    expect(queues).toMatchObject({ messageEncoding: 'none', visibilityTimeout: '00:00:30' });
  });
});
