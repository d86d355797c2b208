import { EntraApprovalVerifier } from '../../shared/adapters/token-validation/entra-approval-verifier.ts';
import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import {
  type AuthorityKey,
  ofIdToken,
  type TestAuthority,
  tokenOf,
} from '../adapters/token-validation/test-authority.ts';
import type { Answer } from '../functions/answers.ts';
import { type PersonName, people, tenantId } from './company.ts';
import { Course } from './course.ts';
import { Estate } from './estate.ts';
import { World, type WorldOptions } from './world.ts';

/** What is sent to approve, and what its ID token says besides or instead of what it should. */
export interface Attempt {
  readonly body?: object;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: AuthorityKey;
  /** In place of a token that the authority signed. */
  readonly idToken?: (genuine: string) => string | Promise<string>;
}

/** Both apps with the verifier of the deployed ones, and people who sign in at an authority. */
export class SignedWorld extends World {
  readonly authority: TestAuthority;
  readonly course: Course;

  constructor(authority: TestAuthority, { estate = new Estate(), ...options }: WorldOptions = {}) {
    const verifier = new EntraApprovalVerifier(authority);
    super({ ...options, estate, adapters: { ...options.adapters, approvalVerifier: async () => verifier } });
    this.authority = authority;
    this.course = new Course(this);
    for (const [name, person] of Object.entries(people)) {
      estate.callers.set(name, { ...person, tenantId: authority.tenantId });
    }
  }

  /** After a scan. */
  async proposed(): Promise<ShownRemediation> {
    await this.course.scan();
    return this.course.shown(await this.course.propose('ada'));
  }

  /** The ID token of a person who signs that hash now. */
  async signed(by: PersonName, nonce: string, { claims, key }: Attempt = {}): Promise<string> {
    const now = Math.floor(this.estate.clock().getTime() / 1_000);
    const { objectId: oid, name } = people[by];
    const times = { iat: now, nbf: now, exp: now + 3_600 };
    const said = { ...ofIdToken, ...times, oid, name, nonce, roles: ['Remediation.Approve'], ...claims };
    return tokenOf(this.authority, said, key);
  }

  async tryToApprove(by: PersonName, id: string, hash: string, attempt: Attempt = {}): Promise<Answer> {
    const genuine = await this.signed(by, hash, attempt);
    const idToken = (await attempt.idToken?.(genuine)) ?? genuine;
    const body = { hash, idToken, reason: 'Agreed in CHG-1', ...attempt.body };
    const ending = await this.ask(by, `${tenantId}/${id}/approve`, body);
    if (ending.kind !== 'done') throw new Error(`The request ${ending.kind}.`);
    return ending.value;
  }

  /** As many people as it takes approve what there is to decide on; nothing is delivered meanwhile. */
  async approveWell(id: string): Promise<void> {
    for (const by of ['bo', 'cy'] as const) {
      const { decision } = await this.course.shown(id);
      const acknowledged = decision?.acknowledges.map(({ userId }) => userId) ?? [];
      const body = acknowledged.length > 0 ? { acknowledged } : {};
      const { status } = await this.tryToApprove(by, id, decision?.hash ?? '', { body });
      if (status !== 200) throw new Error(`The approval was answered by ${status}.`);
    }
  }
}
