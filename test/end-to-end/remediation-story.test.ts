import { beforeAll, describe, expect, test } from 'vitest';
import { pageNarrator } from '../demo/page-narrator.ts';
import { asTheStoryHasIt } from '../demo/story/deciders.ts';
import { type Scene, setScene } from '../demo/story/scene.ts';
import { playStory, type Story } from '../demo/story/story.ts';
import { examplesIn, pages, passagesOf } from '../documentation/pages.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { usersWhoCanUseDeviceCode } from '../sandbox/entra-tenant/evaluation/device-code-users.ts';
import { plain } from '../sandbox/launcher/paint.ts';
import { Progress } from '../sandbox/launcher/progress.ts';

/** `npm run demo` tells the same story. It waits for nothing but this machine. */
const storyMilliseconds = 240_000;

let scene: Scene;
let story: Story;
/** As `npm run demo` writes it into a pipe. */
let told = '';
beforeAll(async () => {
  const resources = new AsyncDisposableStack();
  try {
    scene = await setScene(resources);
    const write = (text: string) => {
      told += text;
    };
    const progress = new Progress({ write: () => {} }, plain);
    const narrator = pageNarrator({ paint: plain, width: 110, write }, progress, scene.apps.time);
    const played = await playStory({ scene, narrator, deciders: asTheStoryHasIt });
    if (played === undefined) throw new Error('Somebody said no.');
    story = played;
  } finally {
    await resources.disposeAsync();
  }
}, storyMilliseconds);

const idsOf = (people: readonly { readonly id: string }[]) => new Set(people.map(({ id }) => id));
const team = () => idsOf(scene.team);
const tenant = () => scene.apps.tenant;
const policyId = () => story.created.id;

function groupId(name: string): string | undefined {
  return tenant().state.tenant.groups.find(({ displayName }) => displayName === name)?.id;
}

function emergencyAccess(): ReadonlySet<string> {
  const group = tenant().state.tenant.groups.find(({ displayName }) => displayName === 'Emergency access');
  return idsOf(group?.members ?? []);
}

/** Sign-ins by device code that the policy had this result for. */
function byDeviceCode(result: string) {
  return tenant().signIns.entries.filter(({ signIn, evaluation }) => {
    const of = evaluation.appliedPolicies.find(({ id }) => id === policyId());
    return signIn.flow === 'deviceCodeFlow' && of?.result === result;
  });
}

describe('A gap', () => {
  test('lets a phish through, and the scan finds everybody whom it lets through', () => {
    const company = northwindSandbox();
    const policies = company.policies.filter(({ displayName }) => !displayName.startsWith('CA011'));
    const letThrough = new Set(usersWhoCanUseDeviceCode({ ...company, policies }));

    expect(story.phish).toMatchObject({
      name: scene.victim.displayName,
      audience: 'https://graph.microsoft.com',
    });
    expect(story.failing.control).toMatchObject({
      verdict: 'fail',
      usersInGap: letThrough.difference(emergencyAccess()).size,
    });
  });

  test('is to be closed by a policy that is created, and the plan names who uses what it closes', () => {
    const { plans, chosen, remediation } = story.proposed;
    const { plan, losesAccess, requestedBy } = remediation.proposal;

    expect(plans[chosen - 1]?.kind).toBe('create');
    expect(plan).toMatchObject({ kind: 'create', after: { verdict: 'pass' } });
    expect(new Set(losesAccess.people.map(({ userId }) => userId))).toEqual(
      new Set([...team(), scene.victim.id]),
    );
    expect(requestedBy).toMatchObject({ kind: 'person', objectId: scene.personNamed('requester').id });
  });
});

describe('A policy in report-only', () => {
  test('is refused to whoever asked for it, and written once a second person approved it', () => {
    expect(story.refusal).toEqual({ status: 403, detail: expect.stringContaining('asked') });
    expect(story.applied.state.status).toBe('appliedInReportOnly');
    expect(story.created).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
      conditions: { users: { includeUsers: ['All'], excludeGroups: [groupId('Emergency access')] } },
    });
  });

  test('is watched for fourteen whole days, before which the gate is closed and says why', () => {
    const { impact, closedBecause } = story.observed;

    expect(closedBecause).toMatch(/^\d of 14 whole days have data/);
    expect(impact.gate).toEqual({ open: true, daysWithData: 14 });
  });

  test('would have stopped exactly those sign-ins that the tenant knows of, all of three people', () => {
    const whole = story.observed.impact.days.filter(({ hasData }) => hasData);
    const days = new Set(whole.map(({ day }) => day));
    const known = byDeviceCode('reportOnlyFailure').filter(({ at }) =>
      days.has(at.toISOString().slice(0, 10)),
    );

    expect(new Set(story.stopped.map(({ userId }) => userId))).toEqual(team());
    expect(whole.reduce((sum, { wouldBlock }) => sum + wouldBlock, 0)).toBe(known.length);
    expect(known.length).toBeGreaterThan(3 * 2 * 14);
  });
});

describe('Three people', () => {
  test('are excepted by two others, neither of whom could do it alone', () => {
    const { entry, refusal } = story.excepted;

    expect(refusal).toContain('It takes a second person');
    expect(entry.state.status).toBe('confirmed');
    expect(entry.exception).toMatchObject({ kind: 'group', membersAtApproval: [...team()].toSorted() });
  });

  test('are left out by the policy once that is approved, and are told of as excepted, with no day lost', () => {
    const { withdrawn, excludeGroups, observed } = story.renewed;

    expect(withdrawn.state.status).toBe('rejected');
    expect(new Set(excludeGroups)).toEqual(new Set([groupId('Emergency access'), scene.teamGroup.id]));
    expect(observed.impact.people.filter(({ isExcepted }) => !isExcepted)).toEqual([]);
    expect(new Set(observed.impact.people.map(({ userId }) => userId))).toEqual(team());
    expect(observed.remediation.decision).toMatchObject({ kind: 'enforce', acknowledges: [] });
    expect(observed.days).toBe(1);
  });
});

describe('A policy in force', () => {
  test('is verified by the proof and by What If of the next scan', () => {
    const { scanned, remediation, checks } = story.verified;

    expect(story.on.state.status).toBe('enforced');
    expect(scanned.control).toMatchObject({ verdict: 'pass', usersInGap: 0 });
    expect(remediation.state.status).toBe('verified');
    expect(checks).toEqual(
      expect.arrayContaining([
        'The proof says pass, as the plan said.',
        expect.stringMatching(/^Graph's What If does not disagree in any of \d+ sign-ins/),
      ]),
    );
  });

  test('refuses the phish, ends the session that began with it, and lets the room devices work', () => {
    const { phish, session, room, counted } = story.triedAgain;

    expect(phish).toMatch(/^AADSTS53003: /);
    expect(session).toMatch(/^AADSTS530036: /);
    expect(room.name).toBe(scene.team[0]?.displayName);
    expect(counted).toEqual({ 53003: 1, 530036: 1 });
    expect(byDeviceCode('failure').filter(({ signIn }) => team().has(signIn.userId ?? ''))).toEqual([]);
  });

  test('that is weakened is a finding with who and when, and the scan proposes to restore it', () => {
    const { scanned, finding, restoration } = story.weakened;
    const { entries } = tenant().audits;
    const change = entries.find(({ actor }) => actor.kind === 'user' && actor.id === scene.administrator.id);
    const minute = change?.at.toISOString().slice(0, 16).replace('T', ' at ');

    expect(scanned.control.verdict).toBe('fail');
    expect(finding).toMatchObject({ severity: 'high', subject: policyId() });
    expect(finding.text).toContain(
      `${scene.administrator.displayName} put the group Dev Tools into excludeGroups`,
    );
    expect(finding.text).toContain(`on ${minute} UTC`);
    expect(restoration.proposal).toMatchObject({
      purpose: { kind: 'restore' },
      requestedBy: { kind: 'scan' },
    });
    expect(restoration.decision).toMatchObject({ needed: 2, given: 0 });
  });

  test('is restored once two people approved', () => {
    const { halfApproved, restoration, scanned, excludeGroups } = story.restored;

    expect(halfApproved).toMatchObject({ state: { status: 'proposed' }, decision: { needed: 2, given: 1 } });
    expect(restoration.state.status).toBe('verified');
    expect(excludeGroups.toSorted()).toEqual([...story.renewed.excludeGroups].toSorted());
    expect(scanned.control.verdict).toBe('pass');
  });
});

describe('In the end', () => {
  test('nobody but the excepted and emergency access can use the flow, as the sandbox knows', () => {
    expect(new Set(tenant().usersWhoCanUseDeviceCode())).toEqual(team().union(emergencyAccess()));
  });

  test('there is one policy more, and nobody but the writer and the administrator wrote it', () => {
    const { state, audits, identities } = tenant();
    const marked = state.tenant.policies.filter(({ displayName }) => displayName.includes('[gateproof:'));
    const writes = audits.entries.map(({ operation, actor }) => [
      operation,
      actor.kind === 'application' ? actor.appId : actor.id,
    ]);
    const writer = identities.writer.clientId;

    expect(marked.map(({ id }) => id)).toEqual([policyId()]);
    expect(writes).toEqual([
      ['Add', writer],
      ['Update', writer],
      ['Update', writer],
      ['Update', scene.administrator.id],
      ['Update', writer],
    ]);
  });

  test('every journal holds, down to the signatures, and is anchored whole', () => {
    const holding = story.journals.map(({ status, approvals, problems, notYetAnchored }) => ({
      status,
      approvals,
      problems,
      notYetAnchored,
    }));
    const whole = { problems: [], notYetAnchored: 0 };

    expect(holding).toHaveLength(3);
    expect(holding).toEqual(
      expect.arrayContaining([
        { status: 'rejected', approvals: 1, ...whole },
        { status: 'verified', approvals: 2, ...whole },
      ]),
    );
  });
});

test('The documentation shows the story as it is told', () => {
  const shown = pages
    .flatMap(examplesIn)
    .filter(({ command }) => command === 'npm run --silent demo')
    .flatMap(({ output }) => passagesOf(output));

  expect(shown.length).toBeGreaterThan(5);
  for (const passage of shown) expect(told).toContain(passage);
});
