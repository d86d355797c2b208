import { isRecord } from './wire.ts';

/** Who can change a group's members, as far as Graph's properties of the group tell. */
export interface GroupGovernance {
  readonly displayName: string;
  /** A Microsoft 365 group that anybody in the tenant can join. */
  readonly isPublic: boolean;
  /** The rule of a dynamic membership: whoever fits it is in. */
  readonly membershipRule: string | undefined;
  /** Only a few administrators and the owners change the members of such a group; undefined: not said. */
  readonly isAssignableToRole: boolean | undefined;
  /** How many owners it has; undefined: not said. */
  readonly owners: number | undefined;
  /** Ids, in lower case, of the groups that are direct members; looked for on demand, since members are many. */
  readonly nested: () => readonly string[];
}

/** The groups that were given, by id in lower case; undefined where none were. Never throws. */
export function readGroupGovernance(
  wires: readonly unknown[] | undefined,
): ReadonlyMap<string, GroupGovernance> | undefined {
  return wires && new Map(wires.flatMap(readOne));
}

function readOne(wire: unknown): readonly (readonly [string, GroupGovernance])[] {
  if (!isRecord(wire) || typeof wire['id'] !== 'string') return [];
  const { id, displayName, visibility, membershipRule, isAssignableToRole, owners } = wire;
  const isOfType = (type: string) => listOf(wire['groupTypes']).some((one) => isText(one, type));
  return [
    [
      id.toLowerCase(),
      {
        displayName: typeof displayName === 'string' ? displayName : id,
        isPublic: isOfType('Unified') && isText(visibility, 'Public'),
        membershipRule:
          isOfType('DynamicMembership') && typeof membershipRule === 'string' ? membershipRule : undefined,
        isAssignableToRole: typeof isAssignableToRole === 'boolean' ? isAssignableToRole : undefined,
        owners: Array.isArray(owners) ? owners.length : undefined,
        nested: () => listOf(wire['members']).flatMap(nestedGroup),
      },
    ],
  ];
}

function nestedGroup(member: unknown): readonly string[] {
  const isGroup = isRecord(member) && isText(member['@odata.type'], '#microsoft.graph.group');
  return isGroup && typeof member['id'] === 'string' ? [member['id'].toLowerCase()] : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text.toLowerCase();
}
