import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownDecision } from '../../shared/application/remediation/shown-remediation.ts';
import type { EntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';
import { browserOfUser } from '../sandbox-tests/entra-tenant/browser-of-user.ts';
import { startTrusted } from '../sandbox-tests/entra-tenant/sandbox-client.ts';
import { PeopleAtTheTerminal } from './people-at-the-terminal.ts';
import type { PersonaName } from './story/scene.ts';

let tenant: EntraTenant;
beforeAll(async () => {
  tenant = await startTrusted();
});
afterAll(() => tenant.stop());

const hash = `sha256:${'5'.repeat(64)}`;
const question = { what: 'May it be switched on?', asked: 'approver', reason: 'As told' } as const;

function personNamed(persona: PersonaName) {
  const found = tenant.api.personas.find(({ name }) => name === persona);
  if (found === undefined) throw new Error(`There is no ${persona}.`);
  return found.user;
}

function decision(): ShownDecision {
  const oauth = `${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0`;
  return {
    kind: 'enforce',
    hash,
    since: '2026-11-02T08:00:00.000Z',
    until: null,
    needed: 1,
    given: 0,
    acknowledges: [],
    authorization: {
      authorizationEndpoint: `${oauth}/authorize`,
      tokenEndpoint: `${oauth}/token`,
      clientId: tenant.api.clientId,
      scope: 'openid profile',
      nonce: hash,
      claims: null,
    },
  };
}

/** Everything is typed before anything is asked. */
async function decided(typed: readonly string[], signsAs: PersonaName = 'reader') {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(typed.map((line) => `${line}\n`).join(''));
  const people = new PeopleAtTheTerminal(
    { apps: { tenant }, personNamed },
    {
      input,
      output,
      interrupted: () => {},
      openBrowser: browserOfUser(personNamed(signsAs).userPrincipalName),
    },
  );
  const choice = await people.decide(question, decision()).finally(() => {
    people.close();
    output.end();
  });
  return { choice, written: await text(output) };
}

describe('Those who play at a terminal', () => {
  it('see the question, and who may answer it by which name', async () => {
    const { choice, written } = await decided(['second-approver', 'Seen']);

    expect(written).toContain('May it be switched on?');
    expect(written).toMatch(new RegExp(`second-approver +${personNamed('second-approver').displayName}`));
    expect(choice).toEqual({ kind: 'approve', by: 'second-approver', reason: 'Seen' });
  });

  it('are asked again where they say something else, and need give no reason', async () => {
    const { choice, written } = await decided(['yes', 'Approver', '']);

    expect(written.match(/Who approves\?/g)).toHaveLength(2);
    expect(choice).toEqual({ kind: 'approve', by: 'approver', reason: 'Tried in the sandbox' });
  });

  it('say no', async () => {
    const { choice } = await decided(['no', 'Too early']);

    expect(choice).toEqual({ kind: 'reject', by: 'approver', reason: 'Too early' });
  });

  it("sign the hash at the sandbox's page, as whom they choose there", async () => {
    const { choice } = await decided(['browser', 'Seen'], 'second-approver');

    expect(choice).toMatchObject({ kind: 'approve', by: 'second-approver' });
    expect(decodeJwt(choice.idToken ?? '')).toMatchObject({
      nonce: hash,
      oid: personNamed('second-approver').id,
    });
  });

  it('who are gone before they answered end the story by one clear line', async () => {
    await expect(decided(['approver'])).rejects.toThrow('Nobody answers: the input has ended.');
  });
});
