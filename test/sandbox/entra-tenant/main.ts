/**
 * Runs the sandbox tenant as a process of its own. When it listens it prints one line of JSON on standard output:
 * addresses, ids and secrets that the program and the terminal need. It ends on SIGTERM, SIGINT, or with its parent.
 */
import { parseArgs } from 'node:util';
import { northwindSandbox } from './company/company.ts';
import { type EntraTenant, startEntraTenant } from './start-entra-tenant.ts';

const usage = `node test/sandbox/entra-tenant/main.ts [options]
  --port N                    HTTPS port of Graph and login (default 0: a free one)
  --managed-identity-port N   HTTP port of the managed identity endpoint (default 0: a free one)
  --seed TEXT                 another made-up company
  --ca, --cert, --key FILE    certificate to use, all three or none (default: one is made)
  --page-size N               Graph's page size (default 100)
  --no-throttling             lift the limit of one Conditional Access request a second
`;

class UsageError extends Error {}

try {
  const tenant = await startEntraTenant(optionsOf(process.argv.slice(2)));
  const stop = () => tenant.stop().then(() => process.exit(0));
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, stop);
  process.stdout.write(`${JSON.stringify(readyLine(tenant))}\n`);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof UsageError ? usage : ''}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function optionsOf(args: string[]) {
  const values = parse(args);
  const { ca, cert, key } = values;
  const given = [ca, cert, key].filter((path) => path !== undefined);
  if (given.length !== 0 && given.length !== 3) {
    throw new UsageError('--ca, --cert and --key belong together: give all three or none.');
  }
  return {
    port: numberOf('--port', values.port, 65_535),
    managedIdentityPort: numberOf('--managed-identity-port', values['managed-identity-port'], 65_535),
    pageSize: numberOf('--page-size', values['page-size'], 999, 1),
    throttling: !values['no-throttling'],
    ...(values.seed === undefined ? {} : { tenant: northwindSandbox(values.seed) }),
    ...(ca === undefined || cert === undefined || key === undefined
      ? {}
      : { certificate: { caPath: ca, certPath: cert, keyPath: key } }),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        'managed-identity-port': { type: 'string', default: '0' },
        'page-size': { type: 'string', default: '100' },
        'no-throttling': { type: 'boolean', default: false },
        seed: { type: 'string' },
        ca: { type: 'string' },
        cert: { type: 'string' },
        key: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function numberOf(option: string, text: string, largest: number, smallest = 0): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= smallest && number <= largest) return number;
  throw new UsageError(`${option} must be a whole number from ${smallest} to ${largest}, not "${text}".`);
}

function readyLine(tenant: EntraTenant) {
  const { tenantId, loginUrl, graphUrl, identityEndpoint, identities, adminKey, certificate, state } = tenant;
  const groupIds = state.tenant.groups.map(({ displayName, id }) => [displayName, id]);
  const policyIds = state.tenant.policies.map(({ displayName, id }) => [displayName, id]);
  return {
    ready: true,
    tenantId,
    loginUrl,
    graphUrl,
    identityEndpoint,
    identities: Object.values(identities).map(({ name, clientId, identityHeader }) => ({
      name,
      clientId,
      identityHeader,
    })),
    adminKey,
    ...certificate,
    groups: Object.fromEntries(groupIds),
    policies: Object.fromEntries(policyIds),
  };
}
