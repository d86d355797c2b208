import { findControls } from '../../core/controls/catalogue.ts';
import type { Verdict } from '../../core/controls/control-result.ts';
import { counted } from '../../core/controls/list-text.ts';
import type { Notification, NotificationLevel } from '../notification.ts';
import type { Scan, Succeeded, VerdictChange } from '../scan.ts';

/** What there is to tell of the verdicts of a scan: each that turned, and all at once those that are the first ones. */
export function verdictNotifications({
  tenantId,
  scanId,
  state: { changes, scannedAt },
}: Scan<Succeeded>): Notification[] {
  const first = changes.filter(({ from }) => from === 'none');
  const turned = changes.filter(isTurn);
  const about = { audience: 'everyone', tenantId, at: scannedAt } as const;
  return [
    ...(first.length === 0
      ? []
      : [
          {
            ...about,
            key: `verdictsDecided|${tenantId}|${scanId}`,
            kind: 'verdictsDecided',
            level: 'info',
            title: `First verdicts on ${counted(first.length, 'control')}: ${tally(first)}`,
            text: `Decided for the first time for the tenant ${tenantId}. From now on each verdict is told when it turns.`,
            path: `/api/results/${tenantId}`,
          } as const,
        ]),
    ...turned.map(({ control, from, to }) => {
      const { id, title } = nameOf(control);
      return {
        ...about,
        key: `verdictChanged|${tenantId}|${control}|${scanId}`,
        kind: 'verdictChanged',
        level: levelOf(from, to),
        title: `${id} ${turnWords[to]}: ${title}`,
        text: `In the tenant ${tenantId} the verdict on ${id} was ${verdictWords[from]} and is ${verdictWords[to]}.`,
        path: `/api/results/${tenantId}/controls/${control}`,
      } as const;
    }),
  ];
}

type Turn = VerdictChange & { readonly from: Verdict };

function isTurn(change: VerdictChange): change is Turn {
  return change.from !== 'none';
}

const verdictWords = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  notApplicable: 'not applicable',
} as const;

const turnWords = {
  pass: 'passes',
  fail: 'fails',
  inconclusive: 'is inconclusive',
  notApplicable: 'does not apply',
} as const;

/** Lost protection is an error, and so is a pass that can no longer be shown; that a scope came or went is a detail. */
function levelOf(from: Verdict, to: Verdict): NotificationLevel {
  if (to === 'fail' || (to === 'inconclusive' && from === 'pass')) return 'error';
  const meetsBoth = [from, to].every((verdict) => verdict === 'pass' || verdict === 'notApplicable');
  return meetsBoth ? 'verbose' : 'info';
}

function tally(changes: readonly VerdictChange[]): string {
  return (['fail', 'inconclusive', 'pass', 'notApplicable'] as const)
    .map((verdict) => ({ verdict, count: changes.filter(({ to }) => to === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdictWords[verdict]}`)
    .join(', ');
}

function nameOf(key: string): { readonly id: string; readonly title: string } {
  return findControls(key)[0] ?? { id: key, title: key };
}
