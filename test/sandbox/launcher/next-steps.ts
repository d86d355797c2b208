import type { Sandbox } from './start-sandbox.ts';

/** What to try while the sandbox runs. */
export function nextSteps({ host, tenant, client }: Sandbox, sandboxFile?: string): string {
  const address = client.address(`${tenant.tenantId}/controls/2.2.3`);
  const { inside, outside } = people(tenant);
  const option = sandboxFile === undefined ? '' : ` --sandbox ${sandboxFile}`;
  const signIn = (name: string) => `  npm run --silent sandbox:sign-in -- --user ${name}${option}`;
  return [
    `Results  ${client.address(tenant.tenantId)}`,
    '',
    'Sign in as a made-up person who may ask for scans (or as reader, approver, second-approver, auditor):',
    `  TOKEN=$(npm run --silent sandbox:token -- --persona requester${option})`,
    '',
    'Read the whole result, with its gaps and a sign-in that gets through:',
    `  curl -H "authorization: Bearer $TOKEN" ${address}`,
    '',
    'Scan again:',
    `  curl -X POST -H "authorization: Bearer $TOKEN" ${host.url}/api/scans`,
    '',
    ...(inside === undefined
      ? []
      : ['Sign in with the device code flow, as somebody in the gap:', signIn(inside), '']),
    ...(outside === undefined ? [] : ['and as somebody outside it:', signIn(outside), '']),
  ].join('\n');
}

/** The first enabled employee on either side of the gap, by the sandbox's own evaluation. */
function people({ state, usersWhoCanUseDeviceCode }: Sandbox['tenant']) {
  const inGap = new Set(usersWhoCanUseDeviceCode());
  const employees = state.tenant.users.filter(
    ({ accountEnabled, userType, department }) =>
      accountEnabled && userType === 'Member' && department !== null,
  );
  const first = (isInside: boolean) =>
    employees.find(({ id }) => inGap.has(id) === isInside)?.userPrincipalName;
  return { inside: first(true), outside: first(false) };
}
