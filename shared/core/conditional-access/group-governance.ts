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
}

/** Of a group as Graph returns it. Never throws. */
export function groupGovernance(wire: Readonly<Record<string, unknown>>, id: string): GroupGovernance {
  const { displayName, visibility, membershipRule, isAssignableToRole, owners } = wire;
  const isOfType = (type: string) => listOf(wire['groupTypes']).some((one) => isText(one, type));
  return {
    displayName: typeof displayName === 'string' ? displayName : id,
    isPublic: isText(visibility, 'Public') && isOfType('Unified'),
    membershipRule:
      typeof membershipRule === 'string' && isOfType('DynamicMembership') ? membershipRule : undefined,
    isAssignableToRole: typeof isAssignableToRole === 'boolean' ? isAssignableToRole : undefined,
    owners: Array.isArray(owners) ? owners.length : undefined,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text.toLowerCase();
}
