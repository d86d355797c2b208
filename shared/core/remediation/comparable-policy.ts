import { isRecord } from '../conditional-access/wire.ts';
import type { WirePolicy } from './plan.ts';
import { memberAt, withMember } from './wire-members.ts';

/**
 * The policy in the form in which two readings of the same policy are the same, and what was sent is what is read:
 * without annotations, lists and flags in one order, ids in lower case, and with what Graph fills in by itself.
 */
export function comparablePolicy(policy: WirePolicy): WirePolicy {
  return withDefaults(withStrengthById(plainRecord(policy)));
}

/** Written by nobody: Graph keeps them. */
const keptByGraph = new Set(['createdDateTime', 'modifiedDateTime', 'deletedDateTime']);

function plainRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const members = Object.entries(record).filter(([name]) => !/[@#]/.test(name) && !keptByGraph.has(name));
  return Object.fromEntries(members.map(([name, value]) => [name, plain(value, name)]));
}

function plain(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map((item: unknown) => plain(item, name));
    return items.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  }
  if (isRecord(value)) return plainRecord(value);
  if (typeof value !== 'string') return value;
  if (flags.has(name))
    return value
      .split(',')
      .map((flag) => flag.trim())
      .toSorted()
      .join();
  return guid.test(value) ? value.toLowerCase() : value;
}

const flags = new Set(['transferMethods', 'insiderRiskLevels', 'guestOrExternalUserTypes']);
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

const strength = 'grantControls.authenticationStrength';

/** It is sent by its id, and comes back with all that it allows. */
function withStrengthById(policy: WirePolicy): WirePolicy {
  const id = memberAt(policy, `${strength}.id`);
  return typeof id === 'string' ? withMember(policy, strength, { id }) : policy;
}

/** A client app condition that includes nothing means all; one grant control needs no operator. */
function withDefaults(policy: WirePolicy): WirePolicy {
  const clients = memberAt(policy, 'conditions.clientAppTypes');
  const isAny = !Array.isArray(clients) || clients.length === 0;
  const whole = isAny ? withMember(policy, 'conditions.clientAppTypes', ['all']) : policy;
  const grant = memberAt(whole, 'grantControls');
  return isRecord(grant) && grant['operator'] === undefined
    ? withMember(whole, 'grantControls.operator', 'OR')
    : whole;
}
