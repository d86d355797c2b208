import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredExceptionSchema } from '../../shared/application/exceptions/registered-exception-schema.ts';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import type { RegisteredException } from '../../shared/core/exceptions/registered-exception.ts';
import { inMemoryTerminal } from '../command-line/in-memory-terminal.ts';
import { temporaryFolder } from '../command-line/temporary-folder.ts';
import { signInByCode } from '../sandbox/code-sign-in.ts';
import { type CompanyApp, startCompanyApp } from './company-app.ts';
import { type DecidedControl, decidedControl, usersAmong } from './decided-control.ts';

let company: CompanyApp;
beforeAll(async () => {
  company = await startCompanyApp('2026-11-02T06:00:00.000Z');
  leaveOutOfDeviceCodePolicy(company.groupNamed('Room accounts').id);
});
afterAll(() => company.stop());

/** The policy that blocks the device code flow no longer holds for the group. */
function leaveOutOfDeviceCodePolicy(groupId: string): void {
  const { state } = company.tenant;
  const policy = state.tenant.policies.find(({ displayName }) => displayName.startsWith('CA009'));
  if (policy === undefined) throw new Error('The company has no policy CA009.');
  const { users } = policy.conditions;
  const excludeGroups = [...users.excludeGroups, groupId];
  state.replacePolicy({
    ...policy,
    conditions: { ...policy.conditions, users: { ...users, excludeGroups } },
  });
}

function person(persona: string) {
  const user = company.tenant.api.personas.find(({ name }) => name === persona)?.user;
  if (user === undefined) throw new Error(`The company has no ${persona}.`);
  return user;
}

function membersOf(group: string): ReadonlySet<string> {
  return new Set(company.groupNamed(group).members.map(({ id }) => id));
}

/** Puts the auditor among the room accounts while the work is done. */
async function whileTheyGrow<Result>(work: () => Promise<Result>): Promise<Result> {
  const { id, members } = company.groupNamed('Room accounts');
  const joined = { '@odata.type': '#microsoft.graph.user', id: person('auditor').id } as const;
  company.tenant.state.setGroupMembers(id, [...members, joined]);
  try {
    return await work();
  } finally {
    company.tenant.state.setGroupMembers(id, members);
  }
}

const rooms = () => membersOf('Room accounts');

const results = (path: string) => company.askAs('reader', `results/${company.tenantId}/${path}`);

/** Scans, and reads what was decided of the device code flow. */
async function scanned(): Promise<DecidedControl> {
  return decidedControl(results, await company.scan(), '2.2.3');
}

const register = (path = '') => `exceptions/${company.tenantId}${path}`;

const proposal = () => ({
  kind: 'group',
  principalId: company.groupNamed('Room accounts').id,
  controls: ['2.2.3'],
  reason: 'Meeting rooms sign in with the device code flow',
  owner: person('approver').id,
  ticket: 'CHG-1',
  expiresOn: '2027-01-31',
});

describe('An exception for the room accounts', () => {
  let before: DecidedControl;
  let after: DecidedControl;
  let entry: RegisteredException;
  const readAs = async (persona: string) =>
    registeredExceptionSchema.parse((await company.askAs(persona, register(`/${entry.id}`))).json());

  it('has something to except: they are in the gap, as the sandbox knows', async () => {
    before = await scanned();

    const emergency = membersOf('Emergency access');
    const letThrough = new Set(company.tenant.usersWhoCanUseDeviceCode()).difference(emergency);
    expect(before.usersInGap).toEqual(letThrough);
    expect(before.control).toMatchObject({ verdict: 'fail', usersInGap: letThrough.size });
    expect(rooms().isSubsetOf(before.usersInGap)).toBe(true);
  });

  it('is not proposed by an auditor, nor by nobody, nor with the ID token of an approver', async () => {
    const { clientId } = company.tenant.api;
    const { userPrincipalName } = person('approver');
    const { idToken } = await signInByCode(company.tenant, { clientId, userPrincipalName });

    expect((await company.askAs('auditor', register(), proposal())).status).toBe(403);
    expect((await company.ask(undefined, register(), proposal())).status).toBe(401);
    expect((await company.ask(idToken, register(), proposal())).status).toBe(401);
    expect((await company.askAs('reader', register())).json()).toEqual({ items: [] });
  });

  it('proposed by an approver, asks for the decision of another and changes nothing yet', async () => {
    const answer = await company.askAs('approver', register(), proposal());

    expect(answer.status).toBe(201);
    entry = registeredExceptionSchema.parse(answer.json());
    expect(entry.exception).toMatchObject({ membersAtApproval: [...rooms()].toSorted() });
    expect(company.notificationQueue.notifications.at(-1)).toMatchObject({
      key: `exceptionProposed|${entry.id}`,
      audience: 'approvers',
    });
    expect((await scanned()).usersInGap).toEqual(before.usersInGap);
  });

  it('is not confirmed by whoever proposed it, nor by an auditor, nor as something else', async () => {
    const confirm = (persona: string, contentHash: string) =>
      company.askAs(persona, register(`/${entry.id}/confirm`), { contentHash });

    expect((await confirm('approver', entry.contentHash)).status).toBe(403);
    expect((await confirm('auditor', entry.contentHash)).status).toBe(403);
    expect((await confirm('second-approver', `sha256:${'0'.repeat(64)}`)).status).toBe(409);
    expect(await readAs('reader')).toEqual(entry);
  });

  it('is not confirmed while somebody is among them who was not when it was proposed', async () => {
    const answer = await whileTheyGrow(() =>
      company.askAs('second-approver', register(`/${entry.id}/confirm`), { contentHash: entry.contentHash }),
    );

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({
      detail: expect.stringContaining(`1 member joined (${person('auditor').displayName})`),
    });
    expect(await readAs('reader')).toEqual(entry);
  });

  it('confirmed by another approver, takes exactly those accounts out of the gap', async () => {
    const { contentHash } = await readAs('second-approver');
    const answer = await company.askAs('second-approver', register(`/${entry.id}/confirm`), { contentHash });
    expect(answer.status).toBe(200);

    after = await scanned();

    expect(before.usersInGap.difference(after.usersInGap)).toEqual(rooms());
    expect(after.usersInGap.isSubsetOf(before.usersInGap)).toBe(true);
    expect(after.control.usersInGap).toBe(before.usersInGap.size - rooms().size);
    const place = after.control.excepted.findIndex(
      ({ exception }) => exception.kind === 'group' && exception.ticket === 'CHG-1',
    );
    expect(await usersAmong(results, { ...after, id: '2.2.3' }, 'excepted', place)).toEqual(rooms());
  });

  it('is among what a scan keeps, from which the command line decides the same again', async () => {
    const { scanId, control, scannedAt } = after;
    const kept = async (what: string) =>
      gunzipSync(
        (await company.askAs('auditor', `results/${company.tenantId}/scans/${scanId}/${what}`)).bytes,
      );
    const [evidence, exceptions] = [await kept('evidence'), await kept('exceptions')];
    expect((await company.askAs('reader', register('/export'))).json()).toEqual(
      JSON.parse(exceptions.toString()),
    );

    const folder = await temporaryFolder({ 'evidence.json': evidence, 'exceptions.json': exceptions });
    const terminal = inMemoryTerminal();
    const files = ['--from', join(folder, 'evidence.json'), '--exceptions', join(folder, 'exceptions.json')];
    const settings = ['--emergency-access', company.emergencyAccess, '--at', scannedAt, '--format', 'json'];
    await scanCommand([...files, ...settings], terminal);

    expect(terminal.complaints).toEqual([]);
    expect(JSON.parse(terminal.written())).toMatchObject({ controls: expect.arrayContaining([control]) });
  });

  it('is for nobody who joins them later', async () => {
    const { usersInGap, control } = await whileTheyGrow(scanned);

    expect(usersInGap.difference(after.usersInGap)).toEqual(new Set([person('auditor').id]));
    expect(control.findings).toContainEqual(expect.objectContaining({ key: 'excepted-group-grown' }));
  });

  it('is told of before it ends', async () => {
    company.now = '2027-01-24T06:00:00.000Z';
    const { control } = await scanned();

    expect(company.notificationQueue.keys()).toContain(`exceptionExpiring|${entry.id}|7`);
    expect(control.findings).toContainEqual(expect.objectContaining({ key: 'exception-expiring' }));
  });

  it('holds through the last minute of its last day', async () => {
    company.now = '2027-01-31T23:59:59.999Z';

    expect((await scanned()).usersInGap).toEqual(after.usersInGap);
  });

  it('has ended then: the gap is back, everybody is told, and the register says so', async () => {
    company.now = '2027-02-01T00:00:00.000Z';
    const { control, usersInGap } = await scanned();

    expect(usersInGap).toEqual(before.usersInGap);
    expect(control.usersInGap).toBe(before.control.usersInGap);
    expect(control.findings).toContainEqual(expect.objectContaining({ key: 'exception-expired' }));
    const key = `exceptionExpired|${entry.id}`;
    expect(company.notificationQueue.notifications.find((one) => one.key === key)).toMatchObject({
      audience: 'everyone',
      title: 'The exception for the group Room accounts has expired',
    });
    expect((await company.askAs('auditor', register(`/${entry.id}/history`))).json()).toMatchObject({
      items: [
        { step: 'proposed', by: { objectId: person('approver').id } },
        { step: 'confirmed', by: { objectId: person('second-approver').id } },
        { step: 'expired' },
      ],
    });
  });
});

it('Of several decisions at the same moment one holds, and the others are told so', async () => {
  company.now = '2027-02-02T06:00:00.000Z';
  const another = { ...proposal(), kind: 'user', principalId: person('reader').id, expiresOn: '2027-03-01' };
  const proposed = await company.askAs('approver', register(), another);
  const { id, contentHash } = registeredExceptionSchema.parse(proposed.json());
  const decisions = [
    ['second-approver', 'confirm', { contentHash }],
    ['requester', 'confirm', { contentHash }],
    ['requester', 'reject', {}],
  ] as const;

  const answers = await Promise.all(
    decisions.map(([persona, step, body]) => company.askAs(persona, register(`/${id}/${step}`), body)),
  );

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  const won = answers.find(({ status }) => status === 200);
  expect((await company.askAs('reader', register(`/${id}`))).json()).toEqual(won?.json());
});
