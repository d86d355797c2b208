import * as z from 'zod/mini';
import { signInByCode } from '../../sandbox/code-sign-in.ts';
import { DeviceCodeSignIn } from '../../sandbox/device-code-sign-in.ts';
import { roomDeviceTeam } from '../../sandbox/entra-tenant/company/groups.ts';
import type { Group, User } from '../../sandbox/entra-tenant/graph-types.ts';
import { startTwoApps, type TwoApps, type TwoAppsOptions } from '../company/two-apps.ts';
import { StoryProblem } from './as-told.ts';

/** Those who may use the API; each signs in as the person of the company who holds the roles. */
export type PersonaName = 'requester' | 'approver' | 'second-approver' | 'auditor' | 'reader';

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** What the story is played with: the company, its people, both apps, and an attacker. */
export interface Scene {
  readonly apps: TwoApps;
  /** With the client of an attacker, and the browser of whoever falls for it. */
  readonly deviceCode: DeviceCodeSignIn;
  readonly victim: User;
  /** Who signs in on room devices by device code, as they must. */
  readonly team: readonly User[];
  readonly teamGroup: Group;
  /** May change policies by hand. */
  readonly administrator: User;
  personNamed(persona: PersonaName): User;
  /** Below `/api/` and with the tenant's id for `{tenant}`; with a body by POST. */
  askAs(persona: PersonaName, path: string, body?: unknown): Promise<Answer>;
  /** Signs the hash as that person: the ID token that Entra issues over it. */
  sign(persona: PersonaName, hash: string): Promise<string>;
}

/** The morning on which it happens. */
const beginning = '2026-11-02T08:00:00.000Z';
/** The company as it was before anybody had drafted a policy that closes the gap. */
const withoutDraft = 'CA011';
const daysOfSignIns = 40;
const day = 86_400_000;

/** Disposing of `resources` ends everything. */
export async function setScene(
  resources: AsyncDisposableStack,
  options: Pick<TwoAppsOptions, 'log'> = {},
): Promise<Scene> {
  const apps = await startTwoApps(resources, { now: beginning, without: withoutDraft, ...options });
  const { tenant } = apps;
  const { users, groups } = tenant.state.tenant;
  const userOf = (id: string) => found(users, (user) => user.id === id, `user ${id}`);
  const groupNamed = (name: string) => found(groups, (group) => group.displayName === name, name);
  const teamGroup = groupNamed(roomDeviceTeam);
  const team = teamGroup.members.map(({ id }) => userOf(id));
  const [victim] = groupNamed('Dev Tools').members.filter((member) => isUser(member));
  const personNamed = (persona: PersonaName) =>
    found(tenant.api.personas, ({ name }) => name === persona, persona).user;
  const signIn = (persona: PersonaName, more: { nonce?: string; scope?: string } = {}) => {
    const { userPrincipalName } = personNamed(persona);
    return signInByCode(tenant, { clientId: tenant.api.clientId, userPrincipalName, ...more });
  };
  simulate(apps, team);
  // May approve what others ask for: only so it shows that nobody approves what they asked for themselves.
  tenant.api.assignRole(personNamed('requester'), 'Remediation.Approve');
  return {
    apps,
    deviceCode: await DeviceCodeSignIn.connect({ ...tenant, caPath: tenant.certificate.caPath }),
    victim: userOf(victim?.id ?? ''),
    team,
    teamGroup,
    administrator: userOf(groupNamed('Identity administrators').members[0]?.id ?? ''),
    personNamed,
    async askAs(persona, path, body) {
      const { accessToken } = await signIn(persona);
      const answer = await apps.ask(accessToken, path.replace('{tenant}', tenant.tenantId), body);
      return { status: answer.status, json: JSON.parse(answer.body) };
    },
    async sign(persona, hash) {
      const { idToken } = await signIn(persona, { nonce: hash, scope: 'openid profile' });
      if (idToken === undefined) throw new StoryProblem(`${persona} got no ID token.`);
      return idToken;
    },
  };
}

/** A week before the story and long after it, people sign in as they do. */
function simulate({ tenant }: TwoApps, team: readonly User[]): void {
  tenant.simulateSignIns({
    seed: 'the story of a policy',
    from: new Date(Date.parse(beginning) - 7 * day),
    days: daysOfSignIns,
    signInsPerDay: 20,
    latestHours: 12,
    deviceCodeUsers: team.map(({ id }) => id),
  });
}

/** The display name of a group, a user or a policy; else the id. */
export function nameIn({ apps }: Scene, id: string): string {
  const { groups, users, policies } = apps.tenant.state.tenant;
  return [...groups, ...users, ...policies].find((one) => one.id === id)?.displayName ?? id;
}

function isUser(member: { readonly '@odata.type': string }): boolean {
  return member['@odata.type'] === '#microsoft.graph.user';
}

function found<Thing>(things: readonly Thing[], isIt: (thing: Thing) => boolean, what: string): Thing {
  const thing = things.find(isIt);
  if (thing === undefined) throw new StoryProblem(`The company has no ${what}.`);
  return thing;
}

const problemSchema = z.object({ detail: z.string() });

/** What the app answered, where it did as it was asked. */
export function accepted<Schema extends z.ZodMiniType>(
  { status, json }: Answer,
  schema: Schema,
): z.infer<Schema> {
  if (status < 200 || status >= 300) {
    throw new StoryProblem(`The app answered ${status}: ${JSON.stringify(json)}`);
  }
  return schema.parse(json);
}

/** Why it refused. */
export function refused({ status, json }: Answer): { readonly status: number; readonly detail: string } {
  if (status < 400) throw new StoryProblem(`The app did what it was to refuse (${status}).`);
  return { status, detail: problemSchema.parse(json).detail };
}
