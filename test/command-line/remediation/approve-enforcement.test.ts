import { describe, expect, it } from 'vitest';
import { minute } from '../../application/examples.ts';
import { remediationsUnderTest, untilObserving } from '../../functions/remediations-under-test.ts';
import { runRemediation } from './run-remediation.ts';

const dee = { userId: '60000000-0000-4000-8000-000000000001', userPrincipalName: 'dee@example.com' };
const eve = { userId: '60000000-0000-4000-8000-000000000002', userPrincipalName: 'eve@example.com' };
/** Of the policy that it created, once that was switched on. */
const enforced = { change: 0, stage: 'enforced', policyId: '50000000-0000-4000-8000-000000000001' } as const;

/** Proposed by Ada, approved by Bo, in report-only and observed: these people would be stopped. */
async function observed(people = [dee, eve], changed = {}) {
  const self = await remediationsUnderTest();
  const proposed = await self.propose();
  await self.approve('bo', proposed);
  await self.happen(proposed, untilObserving);
  self.at = minute(60 * 24 * 15);
  const shown = await self.observe(proposed, people, changed);
  return { self, shown, id: shown.proposal.remediationId };
}

const approving = (id: string, ...words: string[]) => ['approve', id, '--reason', 'Agreed', ...words];

describe('npm run --silent remediation -- approve, once it was observed', () => {
  it('names everybody who is stopped, and signs nothing before each is acknowledged', async () => {
    const { self, shown, id } = await observed();

    const ran = await runRemediation(self, 'cy', approving(id));

    expect(ran.complaints).toEqual([
      '--acknowledge: must name everybody who is stopped: ' +
        `dee@example.com (${dee.userId}), eve@example.com (${eve.userId})`,
    ]);
    expect(ran).toMatchObject({ status: 2, signed: [] });
    expect(ran.written).toContain(shown.decision?.hash);
  });

  it.each([
    ['their names', `${dee.userPrincipalName},EVE@example.com`, false],
    ['their ids', `${dee.userId}, ${eve.userId.toUpperCase()}`, false],
    ['"all", where somebody reads who they are', 'all', true],
  ])('takes %s', async (_what, given, isRead) => {
    const { self, shown, id } = await observed();

    const ran = await runRemediation(self, 'cy', approving(id, '--acknowledge', given), { isRead });

    expect(ran).toMatchObject({ status: 0, complaints: [], signed: [{ hash: shown.decision?.hash }] });
    expect(await self.only()).toMatchObject({
      state: { status: 'enforcementApproved', acknowledged: [dee.userId, eve.userId] },
    });
  });

  it.each([
    ['only one of two', 'dee@example.com', false, 'must name everybody who is stopped: eve@example.com'],
    ['somebody else besides', 'dee@example.com,eve@example.com,zoe', false, 'does not stop: zoe'],
    ['"all", where nobody reads', 'all', false, 'may be "all" at a terminal only'],
    ['"all" and a name', 'all,dee@example.com', true, 'must name everybody who is stopped: eve@example.com'],
  ])('refuses %s', async (_what, given, isRead, complaint) => {
    const { self, id } = await observed();

    const ran = await runRemediation(self, 'cy', approving(id, '--acknowledge', given), { isRead });

    expect(ran).toMatchObject({ status: 2, signed: [] });
    expect(ran.complaints).toEqual([expect.stringContaining(complaint)]);
  });

  it('refuses "all" for JSON, which shows nobody before', async () => {
    const { self, id } = await observed();
    const words = approving(id, '--acknowledge', 'all', '--format', 'json');

    expect(await runRemediation(self, 'cy', words, { isRead: true })).toMatchObject({
      status: 2,
      signed: [],
      written: '',
    });
  });

  it('needs nobody named where nobody is stopped', async () => {
    const { self, id } = await observed([]);

    expect((await runRemediation(self, 'cy', approving(id))).status).toBe(0);
  });

  it('shows what was measured, and whom it would hurt, the new ones marked', async () => {
    const app = {
      appId: 'app',
      appDisplayName: 'Azure CLI',
      wouldBlock: 2,
      direct: 1,
      tracked: 1,
      instead: 'Sign in with a browser on the same device.',
    };
    const people = [
      { ...dee, apps: [app], isExcepted: false },
      { ...eve, apps: [app], isExcepted: true },
    ];
    const { self, id } = await observed([dee], { people, newPeople: [dee.userId] });

    const { written } = await runRemediation(self, 'reader', ['show', id]);

    expect(written).toContain(
      'Who would be hurt\n' +
        '  - dee@example.com, new since the last measurement: Azure CLI (2 sign-ins\n' +
        '    stopped, 1 by device code, 1 in sessions that began so). Instead: Sign in\n' +
        '    with a browser on the same device.\n\nExcepted\n  - eve@example.com: Azure CLI',
    );
    expect(written).toMatch(
      /Approvals\n {2}- 2026-11-02 06:10 UTC by Bo \(.*\), to be\n {4}applied in report-only: Agreed/,
    );
    expect(written).toMatch(/Writes\n.*"Block device code/);
    expect(written).toMatch(/The gate is open\n {2}- 14 days with data\./);
    expect(written).toContain(`- ${dee.userPrincipalName} (${dee.userId})\n`);
    expect(written).toContain('--acknowledge NAMES\n');
    expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows whom the policies refuse, once they are in force', async () => {
    const { self, shown, id } = await observed([], { refusedSinceEnforcement: { 53003: 7, 530036: 2 } });
    await self.approve('cy', shown);
    await self.happen(shown, [
      { kind: 'writeIntended', write: { ...enforced, saved: { id: enforced.policyId } } },
      { kind: 'written', write: enforced },
      { kind: 'enforced' },
    ]);

    const { written } = await runRemediation(self, 'reader', ['show', id]);

    expect(written).toContain('Sign-ins that its policies refused: 7 by AADSTS53003 and 2 by AADSTS530036.');
    expect(written).not.toContain('The gate');
  });

  it('signs nothing while the gate is closed, and says why', async () => {
    const reasons = ['3 of 14 whole days have data: go on observing for 11 more.'] as const;
    const closed = { gate: { open: false, daysWithData: 3, reasons }, enforcement: null };
    const { self, id } = await observed([], closed);

    const shown = await runRemediation(self, 'reader', ['show', id]);
    const ran = await runRemediation(self, 'cy', approving(id));

    expect(shown.written).toContain(`The gate is closed\n  - ${reasons[0]}`);
    expect(shown.written).toContain('now\n  - It cannot be switched on yet: the gate is closed.\n');
    expect(ran).toMatchObject({ status: 1, signed: [], written: '' });
    expect(ran.complaints).toEqual([`It cannot be switched on yet: the gate is closed. ${reasons[0]}`]);
  });
});

describe('What the API shows is what is signed, or nothing is', () => {
  it.each<[string, (shown: Record<string, object>) => object]>([
    [
      'asks for another hash',
      ({ decision }) => ({ decision: { ...decision, hash: `sha256:${'9'.repeat(64)}` } }),
    ],
    ['shows another plan', ({ proposal }) => ({ proposal: { ...proposal, title: 'Something harmless' } })],
  ])('where it %s', async (_what, otherwise) => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose();
    const changed = (answer: unknown) => {
      const shown = answer as Record<string, object>;
      return { ...shown, ...otherwise(shown) };
    };

    const ran = await runRemediation(self, 'bo', approving(proposal.remediationId), { changed });

    expect(ran).toMatchObject({ status: 3, signed: [], written: '' });
    expect(ran.complaints).toEqual([expect.stringContaining('is not what it shows: sign nothing')]);
  });

  it('where it shows fewer people than are stopped', async () => {
    const { self, id } = await observed();
    const changed = (answer: unknown) => {
      const shown = answer as { impact: { enforcement: object } };
      const enforcement = { ...shown.impact.enforcement, acknowledges: [dee] };
      return { ...shown, impact: { ...shown.impact, enforcement } };
    };

    const ran = await runRemediation(self, 'cy', approving(id, '--acknowledge', 'all'), {
      changed,
      isRead: true,
    });

    expect(ran).toMatchObject({ status: 3, signed: [] });
  });

  it('with the authentication context that the API asks for', async () => {
    const self = await remediationsUnderTest({ authenticationContext: 'c1' });
    const { proposal } = await self.propose();

    const { signed, written } = await runRemediation(self, 'bo', approving(proposal.remediationId));

    expect(signed).toMatchObject([{ claims: '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}' }]);
    expect(written).toContain('authentication context c1');
  });

  it('and not by the one who asked for it', async () => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose();

    const ran = await runRemediation(self, 'ada', approving(proposal.remediationId));

    expect(ran.status).toBe(1);
    expect(ran.complaints).toEqual([expect.stringContaining('another person')]);
  });
});
