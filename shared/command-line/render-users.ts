import stringWidth from 'string-width';
import { engine } from '../application/engine.ts';
import type { ControlResult } from '../core/controls/control-result.ts';
import { gapSentence } from '../core/controls/gap-sentence.ts';
import type { GapUser } from '../core/controls/listed-gaps.ts';
import type { JudgedControl } from '../core/judge-tenant.ts';
import { withoutControls } from './one-line.ts';
import { headingOf, minute, paintedVerdict } from './page.ts';
import type { Paint } from './paint.ts';
import { besides, padded, paragraph } from './text-block.ts';
import { unlistedUsers } from './unlisted-users.ts';
import { controlOf } from './wording.ts';

/** The top of a page that lists users for a person's eyes, 80 columns wide. */
export function usersHeading(tenantId: string | null, at: string, paint: Paint): string {
  return `${headingOf(tenantId, `users in gaps, judged by ${engine} as of ${minute(at)}`, paint)}\n`;
}

/** One control on that page, in as many pieces as it has users: each gap in a sentence, and below it whom it counts. */
export function* usersSection({ result, gaps }: JudgedControl, paint: Paint): Generator<string> {
  const gapMeans = controlOf(result)?.gapMeans ?? 'get through';
  yield `\n${controlHeading(result, paint)}\n`;
  for (const why of unlistedUsers(result)) yield `${paragraph('  - ', why)}\n`;
  if (result.verdict !== 'fail') return;
  if (gaps.length === 0) yield `${paragraph('  - ', 'It speaks of locations, and of no user.')}\n`;
  for (const { number, gap, users } of gaps) {
    yield `${paragraph(`  ${number}. `, withoutControls(gapSentence(gap, gapMeans)))}\n`;
    for (const user of users) yield `${userRow(user)}\n`;
  }
}

function controlHeading({ id, title, verdict }: ControlResult, paint: Paint): string {
  const cells = [paint('heading', `${id}  `), paintedVerdict(verdict, paint), '  '];
  return besides(cells, paint('heading', withoutControls(title)));
}

const margin = ' '.repeat(7);
const nameWidth = 30;

/** A name, and what tells its user from others of that name. */
function userRow({ id, displayName, userPrincipalName }: GapUser): string {
  const name = withoutControls(displayName);
  const account = withoutControls(userPrincipalName ?? id);
  if (stringWidth(name) <= nameWidth) return besides([margin, padded(name, nameWidth + 2)], account);
  return [paragraph(margin, name), besides([margin, padded('', nameWidth + 2)], account)].join('\n');
}
