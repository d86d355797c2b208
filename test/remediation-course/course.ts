import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import type { RemediationStatus } from '../../shared/core/remediation/course/remediation.ts';
import { idTokenOf } from '../application/in-memory/in-memory-approval-verifier.ts';
import type { Answer } from '../functions/answers.ts';
import { apiTenantId, type PersonName, people, tenantId } from './company.ts';
import type { Ending } from './mortal-process.ts';
import type { Message } from './queues.ts';
import { keepSignIns } from './sign-ins.ts';
import type { World } from './world.ts';

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;
const dayMilliseconds = 24 * hourMilliseconds;

/** How the messages that wait are delivered: the way of the queue, unless a test has its own. */
export type Deliver = (world: World, message: Message) => Promise<void>;

export async function deliverOnce(world: World, message: Message): Promise<void> {
  const ending = await world.run(message);
  world.estate.queues.settle(message, ending, world.estate.clock());
}

/** How a person's request is sent. */
export type Send = (ask: () => Promise<Ending<Answer>>) => Promise<Ending<Answer>>;

/** The way of a remediation from a scan that fails to one that verifies, with people who do not give up. */
export class Course {
  readonly world: World;
  readonly #deliver: Deliver;
  readonly #send: Send;
  /** Scans that it took besides those of the plan, to get on. */
  moreScans = 0;

  constructor(world: World, deliver: Deliver = deliverOnce, send: Send = (ask) => ask()) {
    this.world = world;
    this.#deliver = deliver;
    this.#send = send;
  }

  async run(): Promise<void> {
    await this.scan();
    const id = await this.propose('ada');
    await this.approve(id);
    await this.reach(id, 'appliedInReportOnly', 'observing');
    await this.nextScan();
    await this.reach(id, 'observing');
    await this.observe(id, 15);
    await this.reach(id, 'observing', 'gateOpen');
    await this.approve(id);
    await this.reach(id, 'enforced', 'verified');
    await this.nextScan();
    await this.reach(id, 'verified');
  }

  /** The timer fires, and what it queues is delivered. A timer whose run failed fires again. */
  async scan(): Promise<void> {
    const ending = await this.world.invoke(({ reader }) => reader.scheduleScans());
    if (ending.kind !== 'done') return this.#again(() => this.scan(), hourMilliseconds);
    await this.drain();
  }

  /** Everything is delivered that is visible within the next quarter of an hour, and what follows from it. */
  async drain(): Promise<void> {
    const { estate } = this.world;
    const { queues } = estate;
    const within = 16 * minuteMilliseconds;
    for (;;) {
      const message = queues.receive(estate.clock().getTime() + within);
      if (message === undefined) {
        if (queues.waiting.every(({ visibleAt }) => visibleAt > estate.clock().getTime() + within)) return;
        continue;
      }
      estate.waitUntil(message.visibleAt);
      await this.#deliver(this.world, message);
    }
  }

  async later(milliseconds: number): Promise<void> {
    this.world.estate.wait(milliseconds);
    await this.drain();
  }

  /** Days of sign-ins, collected, and the scan that measures them. */
  async observe(id: string, days: number): Promise<void> {
    const { estate } = this.world;
    const from = estate.clock().getTime();
    await this.later(days * dayMilliseconds);
    const { writes, proposal } = await this.shown(id);
    const policyId = writes[0]?.policyId ?? proposal.plan.policies[0]?.policy.id;
    await keepSignIns(estate, from, String(policyId));
    await this.scan();
  }

  async propose(by: PersonName, wish: object = { control: '2.2.3' }): Promise<string> {
    const answer = await this.insist(by, tenantId, wish);
    await this.drain();
    return (answer.json() as ShownRemediation).proposal.remediationId;
  }

  /** As many people as it takes, each with a sign-in of their own. */
  async approve(id: string): Promise<void> {
    for (const by of ['bo', 'cy'] as const) {
      const { decision } = (await this.insist(by, `${tenantId}/${id}`)).json() as ShownRemediation;
      if (decision === null) throw new Error('There is nothing to decide on.');
      await this.insist(by, `${tenantId}/${id}/approve`, this.approvalBy(by, decision));
      await this.drain();
    }
  }

  approvalBy(by: PersonName, { hash, acknowledges }: NonNullable<ShownRemediation['decision']>): object {
    const { objectId, name } = people[by];
    const issuedAt = this.world.estate.clock().toISOString();
    const idToken = idTokenOf({ objectId, name, nonce: hash, issuedAt, tenantId: apiTenantId });
    return {
      hash,
      idToken,
      reason: 'Agreed in CHG-1',
      ...(acknowledges.length > 0 && { acknowledged: acknowledges.map(({ userId }) => userId) }),
    };
  }

  /** A person who gets no answer, or that of an app in trouble, sends the same again. */
  async insist(by: PersonName, path: string, body?: unknown): Promise<Answer> {
    const ending = await this.#send(() => this.world.ask(by, path, body));
    if (ending.kind === 'threw') throw ending.error;
    const isAnswered = ending.kind === 'done' && ending.value.status < 500;
    if (!isAnswered) return this.#again(() => this.insist(by, path, body));
    const { value } = ending;
    if (value.status >= 300) throw new Error(`${value.status} ${JSON.stringify(value.json())}`);
    return value;
  }

  async shown(id: string): Promise<ShownRemediation> {
    return (await this.insist('ada', `${tenantId}/${id}`)).json() as ShownRemediation;
  }

  /** What the next scan looks after, as every hour has one. */
  async nextScan(): Promise<void> {
    await this.later(hourMilliseconds);
    await this.scan();
  }

  /** Lets later scans come, as the timer does in time, until the remediation is in one of these states. */
  async reach(id: string, ...wanted: readonly (RemediationStatus | 'gateOpen')[]): Promise<void> {
    for (let scans = 0; scans <= 3; scans += 1) {
      const { state, decision } = await this.shown(id);
      const isOpen =
        !wanted.includes('gateOpen') || (decision !== null && this.#isAskedFor('enforcementProposed'));
      if (isOpen && wanted.includes(state.status)) return;
      this.moreScans += 1;
      await this.nextScan();
    }
    const { state } = await this.shown(id);
    throw new Error(`It is ${state.status} instead of ${wanted.join(' or ')}: ${JSON.stringify(state)}`);
  }

  #isAskedFor(kind: string): boolean {
    return [...this.world.estate.told.values()].includes(kind);
  }

  #tries = 0;

  #again<Value>(work: () => Promise<Value>, milliseconds = 10_000): Promise<Value> {
    this.#tries += 1;
    if (this.#tries > 20) throw new Error('The app does not answer.');
    this.world.estate.wait(milliseconds);
    return work();
  }
}
