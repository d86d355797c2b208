import { counted } from '../../core/controls/list-text.ts';
import type { Plan } from '../../core/remediation/plan.ts';
import { withNames } from '../object-names.ts';
import { assumptions, headingOf, minute, type Page, pageOf, paintedVerdict } from '../page.ts';
import { type Paint, painter } from '../paint.ts';
import { titledSentences } from '../render-sections.ts';
import { besides } from '../text-block.ts';
import { planBlock } from './plan-block.ts';
import type { PlanningResult } from './plan-command.ts';

/** Plans in sentences, at most 80 columns. `first`: the number of the first one. */
export function renderPlans(result: PlanningResult, first: number, { colours, nameOf }: Page): string {
  const paint = painter(colours);
  const { tenantId, engine, plannedAt, plans, byHand } = result;
  return pageOf([
    headingOf(tenantId, `planned by ${engine} as of ${minute(plannedAt)}`, paint),
    summary(result, paint),
    ...plans.map((plan, at) => planBlock(plan, `Plan ${first + at}`, nameOf, paint)),
    titledSentences(
      'By hand',
      byHand.map((text) => withNames(text, nameOf)),
      paint,
    ),
    result.isSearchComplete ? '' : titledSentences('Search', [cutShort], paint),
    assumptions(result, paint),
  ]);
}

const cutShort = 'The search stopped at its bound: there may be a smaller change than these.';

function summary({ id, title, verdict, usersInGap, plans }: PlanningResult, paint: Paint): string {
  const cells = [paint('heading', `${id}  `), paintedVerdict(verdict, paint), '  '];
  const people = usersInGap === null || usersInGap === 0 ? '' : ` ${counted(usersInGap, 'user')} in gaps.`;
  return besides(cells, `${title}.${people} ${need(verdict, plans)}`);
}

function need(verdict: PlanningResult['verdict'], plans: readonly Plan[]): string {
  if (verdict === 'pass' || verdict === 'notApplicable') return 'Nothing has to be done.';
  return plans.length === 0 ? 'No plan can be made.' : '';
}
