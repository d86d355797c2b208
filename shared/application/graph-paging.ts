import { isRecord } from '../core/conditional-access/wire.ts';

/** An object that came out of JSON: any member may be there, of any type. */
export type JsonObject = Readonly<Record<string, unknown>>;

const nextLink = '@odata.nextLink';

/**
 * Takes the paging of Microsoft Graph off the named collections: `{ "value": [...] }` becomes the list itself.
 * `cut` names those whose list goes on elsewhere, by a nextLink inside (`{ "value", "@odata.nextLink" }`) or beside
 * (`"users@odata.nextLink"`).
 */
export function unpage(
  object: JsonObject,
  collections: readonly string[],
): { object: JsonObject; cut: string[] } {
  const lists: Record<string, unknown> = {};
  const cut: string[] = [];
  for (const name of collections) {
    const collection = object[name];
    const page = isGraphPage(collection) ? collection : undefined;
    if (page !== undefined) lists[name] = page.value;
    if (isCut(page) || hasLink(object[`${name}${nextLink}`])) cut.push(name);
  }
  return { object: Object.keys(lists).length === 0 ? object : { ...object, ...lists }, cut };
}

/** One page of a collection as Graph answers it. */
export interface GraphPage extends JsonObject {
  readonly value: readonly unknown[];
}

export function isGraphPage(value: unknown): value is GraphPage {
  return isRecord(value) && Array.isArray(value['value']);
}

/** Whether more pages follow that are not here. */
export function isCut(page: GraphPage | undefined): boolean {
  return page !== undefined && hasLink(page[nextLink]);
}

function hasLink(value: unknown): boolean {
  return value !== undefined && value !== null;
}
