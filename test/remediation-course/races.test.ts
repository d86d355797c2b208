import { describe, expect, it } from 'vitest';
import type { WirePolicy } from '../../shared/core/remediation/plan.ts';
import { withMember } from '../../shared/core/remediation/wire-members.ts';
import type { LittleTenant } from '../application/in-memory/little-tenant.ts';
import { graphGroup, graphUser, ipLocation } from '../core/example-tenant.ts';
import { expectWholeJournals, policiesWithMark } from './bar.ts';
import { ann, breakGlass, dee, guards } from './company.ts';
import { Course } from './course.ts';
import { Estate } from './estate.ts';
import { annsId, nothingThere, notSwitchedOn, office, tooNarrow, watchedId } from './situations.ts';
import type { PortCall } from './watched-ports.ts';
import { createForeignPolicy } from './ways.ts';
import { World } from './world.ts';

type Moment =
  | 'before it is approved'
  | 'before the writer reads the tenant'
  | 'after the writer has read the tenant';

const early: readonly Moment[] = ['before it is approved', 'before the writer reads the tenant'];
const always: readonly Moment[] = [...early, 'after the writer has read the tenant'];

interface Race {
  readonly what: string;
  readonly change: (estate: Estate) => void;
  /** What the writer looks at once more right before it writes may change until then. */
  readonly moments: readonly Moment[];
}

const emergency: readonly Race[] = [
  {
    what: 'emergency access is disabled',
    moments: early,
    change: ({ tenant }) => setUsers(tenant, { accountEnabled: false }),
  },
  {
    what: 'emergency access is deleted',
    moments: early,
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, users: [graphUser(ann), graphUser(dee)] };
    },
  },
  {
    what: 'security defaults are switched on',
    moments: early,
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, securityDefaults: { isEnabled: true } };
    },
  },
  {
    what: 'the licence runs out',
    moments: early,
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, licences: [] };
    },
  },
];

const foreignMark: Race = {
  what: 'somebody creates a policy with the mark',
  moments: always,
  change: createForeignPolicy,
};

const ofTarget = (target: (estate: Estate) => WirePolicy | undefined): readonly Race[] => [
  {
    what: 'the policy is edited',
    moments: always,
    change: (estate) => edit(estate, target(estate), 'conditions.users.includeUsers', [dee]),
  },
  {
    what: 'emergency access is taken out of the exclusions of the policy',
    moments: always,
    change: (estate) => edit(estate, target(estate), 'conditions.users.excludeUsers', []),
  },
  {
    what: 'the policy is switched on by hand',
    moments: always,
    change: (estate) => edit(estate, target(estate), 'state', 'enabled'),
  },
  {
    what: 'the policy is deleted',
    moments: always,
    change: (estate) => {
      const policy = target(estate);
      estate.tenant.policies = estate.tenant.policies.filter((one) => one !== policy);
    },
  },
];

const watched = ({ tenant }: Estate) => tenant.policies.find(({ id }) => id === watchedId);

const ofOthers: readonly Race[] = [
  {
    what: 'a group that it leaves out grows',
    moments: early,
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, groups: [graphGroup(guards, [ann, dee])] };
    },
  },
  {
    what: 'another policy is switched off, so that the plan would end otherwise',
    moments: early,
    change: (estate) => {
      const policy = estate.tenant.policies.find(({ id }) => id === annsId);
      edit(estate, policy, 'state', 'disabled');
    },
  },
];

const locationChanges: Race = {
  what: 'a named location that it speaks of changes',
  moments: early,
  change: ({ tenant }) => {
    tenant.snapshot = { ...tenant.snapshot, namedLocations: [ipLocation(office, ['198.51.100.0/24'])] };
  },
};

interface Decision {
  readonly what: string;
  readonly tenant: () => LittleTenant;
  readonly stage: 'first' | 'second';
  readonly races: readonly Race[];
}

const decisions: readonly Decision[] = [
  { what: 'creating a policy', tenant: nothingThere, stage: 'first', races: [...emergency, foreignMark] },
  {
    what: 'enforcing the policy that was created',
    tenant: nothingThere,
    stage: 'second',
    races: [
      ...emergency,
      ...ofTarget((estate) => policiesWithMark(estate)[0]),
      { ...foreignMark, moments: early },
    ],
  },
  {
    what: 'widening a policy',
    tenant: tooNarrow,
    stage: 'first',
    races: [...emergency, ...ofTarget(watched), ...ofOthers],
  },
  {
    what: 'enforcing the policy that was widened',
    tenant: tooNarrow,
    stage: 'second',
    races: [...ofTarget(watched), ...ofOthers],
  },
  {
    what: 'observing a policy that is in report-only already',
    tenant: notSwitchedOn,
    stage: 'first',
    races: [...ofTarget(watched), ...ofOthers, locationChanges].map((race) => ({ ...race, moments: early })),
  },
  {
    what: 'switching that policy on',
    tenant: notSwitchedOn,
    stage: 'second',
    races: [...ofTarget(watched), ...ofOthers, locationChanges],
  },
];

const cases = decisions.flatMap(({ races, ...decision }) =>
  races.flatMap(({ moments, ...race }) =>
    moments.map((moment) => ({
      ...decision,
      ...race,
      moment,
      name: `${decision.what}: ${race.what} ${moment}`,
    })),
  ),
);

describe('Nothing is written, and the remediation ends', () => {
  it.each(cases)('$name', async ({ tenant, stage, change, moment }) => {
    const { estate, course, id } = await untilDecision(tenant(), stage);
    const written = estate.policyWriter.sent.length;
    const happened = () => {
      change(estate);
      policies = estate.tenant.policies;
    };
    let policies = estate.tenant.policies;

    if (moment === 'before it is approved') happened();
    else whenWriterReads(course.world, moment, happened);
    await course.approve(id);
    await course.nextScan();
    await course.nextScan();

    expect(estate.policyWriter.sent).toHaveLength(written);
    expect(estate.tenant.policies).toEqual(policies);
    const { state } = await course.shown(id);
    expect(['superseded', 'failed']).toContain(state.status);
    await expectWholeJournals(estate);
  });

  it('is written where nothing changes', async () => {
    for (const { tenant, stage } of decisions) {
      const { estate, course, id } = await untilDecision(tenant(), stage);
      const written = estate.policyWriter.sent.length;

      await course.approve(id);

      const { state } = await course.shown(id);
      const isObservedAsItIs = state.status === 'appliedInReportOnly' && tenant === notSwitchedOn;
      expect(estate.policyWriter.sent).toHaveLength(written + (isObservedAsItIs ? 0 : 1));
    }
  });
});

/** What is to be approved next is the first stage of the plan, or the second one after its observation. */
async function untilDecision(tenant: LittleTenant, stage: Decision['stage']) {
  const estate = new Estate(tenant);
  const course = new Course(new World({ estate }));
  await course.scan();
  const id = await course.propose('ada');
  if (stage === 'second') {
    await course.approve(id);
    await course.reach(id, 'appliedInReportOnly');
    await course.nextScan();
    await course.observe(id, 15);
    await course.reach(id, 'gateOpen', 'observing');
  }
  return { estate, course, id };
}

/** Of the calls that the approval leads to, the writer's reading of the tenant is the first of its kind. */
function whenWriterReads(world: World, moment: Moment, happened: () => void): void {
  let isOver = false;
  const isReading = ({ port }: PortCall) => port === 'tenantReader' && !isOver;
  world.intercept = () => async (call, run) => {
    if (!isReading(call)) return run();
    isOver = true;
    if (moment === 'before the writer reads the tenant') happened();
    const answer = await run();
    if (moment === 'after the writer has read the tenant') happened();
    return answer;
  };
}

function edit(
  { tenant, clock }: Estate,
  policy: WirePolicy | undefined,
  member: string,
  value: unknown,
): void {
  if (policy === undefined) throw new Error('The policy is not there.');
  const edited = { ...withMember(policy, member, value), modifiedDateTime: clock().toISOString() };
  tenant.replace(String(policy['id']), edited);
}

function setUsers(tenant: LittleTenant, ofBreakGlass: object): void {
  const users = [graphUser(breakGlass, ofBreakGlass), graphUser(ann), graphUser(dee)];
  tenant.snapshot = { ...tenant.snapshot, users };
}
