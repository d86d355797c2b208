import type { ControlResult, Verdict } from '../core/controls/control-result.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import { withoutControls } from './one-line.ts';
import { type Paint, painter } from './paint.ts';
import { controlDetails } from './render-control.ts';
import { besides, grouped, padded, paragraph } from './text-block.ts';

/** The result for a person's eyes: at most 80 columns, the summary first, then what lies behind each verdict. */
export function renderTable(result: TenantResult, { colours }: { readonly colours: boolean }): string {
  const paint = painter(colours);
  const sections = [
    heading(result, paint),
    summary(result.controls, paint),
    ...result.controls.map((control) => controlDetails(control, paint)),
    assumptions(result, paint),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const verdictWord = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconclusive',
  notApplicable: 'not applicable',
} as const satisfies Record<Verdict, string>;

function heading({ tenantId, scannedAt, engine }: TenantResult, paint: Paint): string {
  const tenant = withoutControls(tenantId ?? 'without an id');
  const time = `${scannedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    paragraph(paint('heading', 'Tenant '), paint('heading', tenant)),
    paint('faint', `judged by ${engine} as of ${time}`),
  ].join('\n');
}

const columns = { id: 9, verdict: 16, users: 14 };

function summary(controls: readonly ControlResult[], paint: Paint): string {
  if (controls.length === 0) return '';
  const titles = [
    padded('Control', columns.id),
    padded('Verdict', columns.verdict),
    padded('Users in gap', columns.users),
    'Why',
  ];
  return [paint('faint', titles.join('')), ...controls.map((control) => row(control, paint))].join('\n');
}

function row({ id, title, verdict, usersInGap, reasons }: ControlResult, paint: Paint): string {
  const users = usersInGap === null ? '-' : grouped(usersInGap);
  const cells = [
    padded(id, columns.id),
    padded(paint(verdict, verdictWord[verdict]), columns.verdict),
    `${padded(users, columns.users - 2, 'left')}  `,
  ];
  return besides(cells, withoutControls(reasons[0] ?? title));
}

function assumptions({ assumptions }: TenantResult, paint: Paint): string {
  if (assumptions.length === 0) return '';
  const items = assumptions.map((assumption) => paragraph('  - ', withoutControls(assumption)));
  return [paint('heading', 'Assumed, because the input does not say'), ...items].join('\n');
}
