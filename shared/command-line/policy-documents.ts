import { isCut, isGraphPage, type JsonObject } from '../application/graph-paging.ts';
import { listWasCut, readTenantExport } from '../application/tenant-export.ts';
import { isRecord, wireObject } from '../core/conditional-access/wire.ts';
import { InputError } from '../core/errors.ts';
import type { TenantSnapshot, Unread } from '../core/tenant-snapshot.ts';

/** The Conditional Access content of one JSON document, of whichever form. */
export type PolicyDocument = Pick<
  TenantSnapshot,
  'tenantId' | 'policies' | 'namedLocations' | 'unread' | 'passedOver'
>;

/**
 * What a document among others holds: a policy, a named location, a list or an array of them, or a tenant export, of
 * which only policies and named locations are taken. Undefined for JSON of another kind.
 */
export function policyDocument(json: unknown): PolicyDocument | undefined {
  if (isTenantExport(json)) return holdsPolicies(json) ? readTenantExport(json) : undefined;
  if (isPolicy(json)) return { policies: [json] };
  if (isNamedLocation(json)) return { policies: [], namedLocations: [json] };
  const list = listOf(json);
  const kind = list && kindOf(list);
  if (list === undefined || kind === undefined) return undefined;
  return documentOf(list, kind);
}

/** The one document that is a whole tenant. Throws InputError where the document holds no policies. */
export function tenantDocument(json: unknown): TenantSnapshot {
  if (isTenantExport(json)) return readTenantExport(json);
  const document = policyDocument(json) ?? malformedPolicies(json);
  if (document === undefined) throw refused('no Conditional Access policies');
  const holdsLocationsOnly = document.namedLocations !== undefined && document.policies.length === 0;
  if (holdsLocationsOnly) throw refused('named locations, but no policies');
  return document;
}

/**
 * A list that does not say of what is one of policies, however malformed; but not one of objects that share no member
 * with a policy: judging a list of users or sign-ins would call a tenant unprotected that nobody looked at.
 */
function malformedPolicies(json: unknown): PolicyDocument | undefined {
  const list = listOf(json);
  if (list === undefined || list.context !== undefined) return undefined;
  const { elements } = list;
  return elements.length === 0 || elements.some(mayBePolicy) ? documentOf(list, 'policies') : undefined;
}

function mayBePolicy(element: unknown): boolean {
  if (!isRecord(element) || Object.keys(element).length === 0) return true;
  return hasMember(element, [...policyMembers, 'sessioncontrols', 'state']);
}

function refused(holds: string): InputError {
  return new InputError([{ member: '', message: `holds ${holds}: ${expectedForms}` }]);
}

const expectedForms =
  'expected a list response of Microsoft Graph, an array of policies, one policy, or a tenant export with "policies"';

interface List {
  readonly elements: readonly unknown[];
  /** What the list holds, if Graph's `@odata.context` says so. */
  readonly context: string | undefined;
  readonly cut: boolean;
}

function listOf(json: unknown): List | undefined {
  if (Array.isArray(json)) return { elements: json, context: undefined, cut: false };
  if (!isGraphPage(json)) return undefined;
  const context = json['@odata.context'];
  return {
    elements: json.value,
    context: typeof context === 'string' ? context.slice(context.indexOf('#') + 1) : undefined,
    cut: isCut(json),
  };
}

type Kind = 'policies' | 'namedLocations';

/** The elements speak first: a context is lost in many exports, and tells of an empty or malformed list only. */
function kindOf({ elements, context }: List): Kind | undefined {
  if (elements.some(isPolicy)) return 'policies';
  if (elements.some(isNamedLocation)) return 'namedLocations';
  if (context === undefined) return undefined;
  if (/namedLocation/i.test(context)) return 'namedLocations';
  return /conditionalAccess(\/polic|Polic)/i.test(context) ? 'policies' : undefined;
}

function documentOf({ elements, cut }: List, kind: Kind): PolicyDocument {
  const unread: readonly Unread[] = cut ? [{ kind, why: listWasCut }] : [];
  const locations = kind === 'policies' ? elements.filter(isNamedLocation) : elements;
  return {
    policies: kind === 'policies' ? elements.filter((element) => !isNamedLocation(element)) : [],
    ...(locations.length > 0 && { namedLocations: locations }),
    ...(unread.length > 0 && { unread }),
  };
}

function isTenantExport(json: unknown): json is JsonObject {
  return isRecord(json) && 'policies' in json;
}

/** Policies of other kinds are called so too. */
function holdsPolicies(tenantExport: JsonObject): boolean {
  const list = listOf(tenantExport['policies']);
  return list !== undefined && (list.elements.length === 0 || list.elements.some(isPolicy));
}

function isPolicy(json: unknown): boolean {
  return isRecord(json) && typeEnds(json, 'conditionalAccessPolicy') && hasMember(json, policyMembers);
}

function isNamedLocation(json: unknown): boolean {
  if (!isRecord(json)) return false;
  const typed = json['@odata.type'] !== undefined && typeEnds(json, 'NamedLocation');
  return typed || (hasMember(json, locationMembers) && !isPolicy(json));
}

const policyMembers = ['conditions', 'grantcontrols'];
const locationMembers = ['ipranges', 'countriesandregions'];

/** Exports differ in the case of member names. */
function hasMember(object: JsonObject, lowerCaseNames: readonly string[]): boolean {
  const members = wireObject(object);
  return lowerCaseNames.some((name) => members.has(name));
}

/** Also true of an object that does not tell its type. */
function typeEnds(object: JsonObject, name: string): boolean {
  const type = object['@odata.type'];
  return typeof type !== 'string' || type.toLowerCase().endsWith(name.toLowerCase());
}
