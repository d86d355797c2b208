import type { Verdict } from '../core/controls/control-result.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import type { NameOf } from './object-names.ts';
import { withoutControls } from './one-line.ts';
import type { Paint } from './paint.ts';
import { renderSections } from './render-sections.ts';
import { paragraph } from './text-block.ts';

/** What a page for a person's eyes is made for. */
export interface Page {
  readonly colours: boolean;
  readonly nameOf: NameOf;
}

/** Blocks with an empty line between them; empty ones are left out. */
export function pageOf(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

export function tenantHeading({ tenantId, scannedAt, engine }: TenantResult, paint: Paint): string {
  return headingOf(tenantId, `judged by ${engine} as of ${minute(scannedAt)}`, paint);
}

export function headingOf(tenantId: string | null, note: string, paint: Paint): string {
  const tenant = withoutControls(tenantId ?? 'without an id');
  return [paragraph(paint('heading', 'Tenant '), paint('heading', tenant)), paint('faint', note)].join('\n');
}

/** `2027-01-31 12:00 UTC` */
export function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

const verdictWord = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconclusive',
  notApplicable: 'not applicable',
} as const satisfies Record<Verdict, string>;

export function paintedVerdict(verdict: Verdict, paint: Paint): string {
  return paint(verdict, verdictWord[verdict]);
}

export function assumptions(
  { assumptions: sentences }: Pick<TenantResult, 'assumptions'>,
  paint: Paint,
): string {
  if (sentences.length === 0) return '';
  const text = renderSections([{ heading: '', sentences }], paint);
  return `${paint('heading', 'Assumed, because the input does not say')}\n${text}`;
}
