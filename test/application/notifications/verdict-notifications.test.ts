import { describe, expect, it } from 'vitest';
import { verdictNotifications } from '../../../shared/application/notifications/verdict-notifications.ts';
import type { VerdictChange } from '../../../shared/application/scan.ts';
import { scanId, succeededScan, tenantId } from '../examples.ts';

function notificationsOf(...changes: VerdictChange[]) {
  const scan = succeededScan(1);
  return verdictNotifications({ ...scan, state: { ...scan.state, changes } });
}

const control = 'device-code-flow-blocked';

describe('What is told of verdicts', () => {
  it.each([
    ['pass', 'fail', 'error'],
    ['inconclusive', 'fail', 'error'],
    ['notApplicable', 'fail', 'error'],
    ['pass', 'inconclusive', 'error'],
    ['fail', 'inconclusive', 'info'],
    ['fail', 'pass', 'info'],
    ['inconclusive', 'pass', 'info'],
    ['fail', 'notApplicable', 'info'],
    ['pass', 'notApplicable', 'verbose'],
    ['notApplicable', 'pass', 'verbose'],
  ] as const)('is, from %s to %s, of the level %s', (from, to, level) => {
    expect(notificationsOf({ control, from, to })).toMatchObject([{ kind: 'verdictChanged', level }]);
  });

  it('names the control as people know it, and leads to it', () => {
    expect(notificationsOf({ control, from: 'pass', to: 'fail' })).toMatchObject([
      {
        key: `verdictChanged|${tenantId(1)}|${control}|${scanId(1)}`,
        title: expect.stringMatching(/^2\.2\.3 fails: /),
        path: `/api/results/${tenantId(1)}/controls/${control}`,
      },
    ]);
  });

  it('is one notification for all that is decided for the first time', () => {
    const changes = notificationsOf(
      { control, from: 'none', to: 'fail' },
      { control: 'mfa-for-all-users', from: 'none', to: 'pass' },
      { control: 'risky-sign-ins', from: 'none', to: 'fail' },
    );

    expect(changes).toMatchObject([
      { kind: 'verdictsDecided', level: 'info', title: 'First verdicts on 3 controls: 2 fail, 1 pass' },
    ]);
  });

  it('is nothing where nothing changed', () => {
    expect(notificationsOf()).toEqual([]);
  });
});
