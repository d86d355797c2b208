import type { ExceptionSummary } from '../../application/exceptions/exception-summary.ts';
import { counted } from '../../core/controls/list-text.ts';
import type { ExceptionStep } from '../../core/exceptions/exception-history.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';
import { withoutControls } from '../one-line.ts';
import { minute } from '../page.ts';
import { besides, padded, paragraph } from '../text-block.ts';

const statusWidth = 11;
const dayWidth = 12;
const labelWidth = 13;

/** A table with two lines for each exception: what it is, and how to ask for more. */
export function renderExceptions(entries: readonly ExceptionSummary[]): string {
  if (entries.length === 0) return 'There are no such exceptions.\n';
  const head = [padded('Status', statusWidth), padded('Last day', dayWidth)];
  const rows = entries.flatMap((entry) => {
    const { state, exception, id } = entry;
    const cells = [padded(statusText(entry), statusWidth), padded(exception.expiresOn, dayWidth)];
    const what = `${subjectText(entry)}: ${exception.controls.join(', ')}, ${exception.ticket}`;
    const who = state.status === 'proposed' ? `, proposed by ${entry.proposed.by.name}` : '';
    return [
      besides(cells, withoutControls(what)),
      besides([padded('', statusWidth)], `${id}${withoutControls(who)}`),
    ];
  });
  return `${[besides(head, 'For'), ...rows].join('\n')}\n`;
}

/** One exception with everything that a second person has to see before confirming it. */
export function renderException(entry: RegisteredException, history: readonly ExceptionStep[]): string {
  const { id, tenantId, exception, state, contentHash, replaces, displayNames } = entry;
  const { controls, resources, reason, owner, ticket, expiresOn } = exception;
  const members = exception.kind === 'group' ? exception.membersAtApproval : [];
  const blocks = [
    [
      `Exception ${id}`,
      fact('Status', statusText(entry)),
      fact('For', subjectText(entry)),
      fact('', exception.principalId),
      fact('Controls', controls.join(', ')),
      fact('Resources', resources?.join(', ') ?? 'every resource'),
      fact('Last day', expiresOn),
      fact('Reason', reason),
      fact('Owner', `${displayNames[owner] ?? ''} ${owner}`.trim()),
      fact('Ticket', ticket),
      ...(replaces === undefined ? [] : [fact('Replaces', replaces)]),
      'Content hash',
      `  ${contentHash}`,
    ],
    members.length === 0
      ? []
      : ['Members', ...members.map((member) => paragraph('  ', `${member}  ${nameOf(entry, member)}`))],
    ['History', ...history.map((step) => paragraph('  ', stepText(step)))],
    state.status === 'proposed'
      ? [
          'Another person confirms it with',
          `  confirm --tenant ${tenantId}`,
          `    --id ${id}`,
          `    --content-hash`,
          `    ${contentHash}`,
        ]
      : [],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** What was just done, and the id. */
export function renderStep(entry: RegisteredException): string {
  const { exception, id, state } = entry;
  const until = state.status === 'ended' ? '' : `, with ${exception.expiresOn} as its last day`;
  const sentence = `The exception for ${subjectText(entry)} is ${statusText(entry)}${until}.`;
  return `${paragraph('', withoutControls(sentence))}\n${id}\n`;
}

function fact(label: string, text: string): string {
  return besides([padded(`  ${label}`, labelWidth)], withoutControls(text));
}

function statusText({ state }: Pick<RegisteredException, 'state'>): string {
  return state.status === 'ended' ? state.ending.kind : state.status;
}

function subjectText(entry: RegisteredException | ExceptionSummary): string {
  const { exception } = entry;
  const name = nameOf(entry, exception.principalId);
  if (exception.kind === 'user') return `the user ${name}`;
  const count = 'memberCount' in entry ? entry.memberCount : membersIn(exception);
  return `the group ${name}${count === undefined ? '' : ` (${counted(count, 'member')})`}`;
}

function membersIn(exception: object): number | undefined {
  return 'membersAtApproval' in exception && Array.isArray(exception.membersAtApproval)
    ? exception.membersAtApproval.length
    : undefined;
}

function nameOf({ displayNames }: Pick<RegisteredException, 'displayNames'>, id: string): string {
  return withoutControls(displayNames[id] ?? id);
}

function stepText({ step, at, by, reason, replacedBy }: ExceptionStep): string {
  const who = by === undefined ? '' : ` by ${by.name} (${by.objectId})`;
  const what = replacedBy === undefined ? '' : `, with ${replacedBy}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  return withoutControls(`${minute(at)} ${step}${who}${what}${why}`);
}
