import { listText } from '../core/controls/list-text.ts';
import { roleName } from '../core/controls/role-name.ts';
import { withoutControls } from './one-line.ts';

const mostIds = 10;
const mostNamed = 4;

/** A request to Graph with its body as it stands, so that it can be copied; ids by the dozen are left to be filled in. */
export function requestText(resource: string, body: object): string {
  const json = JSON.stringify(body, (_, value) => (isLong(value) ? [placeholder(value)] : value), 2);
  const lines = [`POST https://graph.microsoft.com/v1.0${resource}`, ...onOneLine(json).split('\n')];
  return lines.map((line) => `    ${withoutControls(line)}`).join('\n');
}

/** Lists of one text, as most are. */
function onOneLine(json: string): string {
  return json.replace(/\[\s+("[^"\n]*")\s+\]/g, '[$1]');
}

/** Which roles are meant by the ids that a body leaves to be filled in; empty where it leaves none. */
export function rolesSentence(body: object): string {
  const [roles] = longLists(body);
  if (roles === undefined) return '';
  const names = roles.map(roleName).toSorted();
  return ` The ${names.length} roles are ${listText(names, mostNamed)}; ${roleFile} has their ids.`;
}

const roleFile = 'shared/core/controls/administrative-roles.ts';

function placeholder(ids: readonly unknown[]): string {
  return `<the ids of the ${ids.length} roles>`;
}

function longLists(value: unknown): readonly (readonly string[])[] {
  if (isLong(value)) return [value.map(String)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(longLists) : [];
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > mostIds;
}
