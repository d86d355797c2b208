import type { PolicyDraft } from '../../sandbox/entra-tenant/company/policy-draft.ts';
import type { RandomNumbers } from '../tenants/random-numbers.ts';

type Conditions = NonNullable<PolicyDraft['conditions']>;

/** Where one policy applies: what is left of each dimension after some cuts. */
interface Part {
  readonly platforms: Cut;
  readonly locations: Cut;
  readonly groups: Cut;
  readonly applications: Cut;
  readonly signInRisk: readonly string[];
  readonly userRisk: readonly string[];
}

/** Everything less some names, or one name only: as much as a condition can say. */
interface Cut {
  readonly only?: string;
  readonly without: readonly string[];
}

export type PartDraft = Pick<PolicyDraft, 'users'> &
  Required<Pick<PolicyDraft, 'applications' | 'conditions'>>;

const names = (kind: string, count: number) =>
  Array.from({ length: count }, (_, number) => `${kind}-${number}`);

const named = {
  platforms: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'],
  locations: names('location', 12),
  groups: names('group', 12),
  applications: names('application', 12),
} as const;

const risks = ['none', 'low', 'medium', 'high'];
const whole: Part = {
  platforms: { without: [] },
  locations: { without: [] },
  groups: { without: [] },
  applications: { without: [] },
  signInRisk: risks,
  userRisk: risks,
};

/** The sign-in space cut again and again, each time in a dimension and at a place drawn: together the parts are all. */
export function drawPartition(count: number, random: RandomNumbers): readonly PartDraft[] {
  const parts: Part[] = [whole];
  while (parts.length < count) {
    const [part] = parts.splice(random.below(parts.length), 1);
    if (part !== undefined) parts.push(...halves(part, random));
  }
  return parts.map(draftOf);
}

/** Two parts that are the part together; the part itself where it cannot be cut in the dimension drawn. */
function halves(part: Part, random: RandomNumbers): readonly Part[] {
  const dimension = random.oneOf([
    'platforms',
    'locations',
    'groups',
    'applications',
    'signInRisk',
    'userRisk',
  ] as const);
  if (dimension === 'signInRisk' || dimension === 'userRisk') {
    const levels = part[dimension];
    if (levels.length < 2) return [part];
    const at = 1 + random.below(levels.length - 1);
    return [
      { ...part, [dimension]: levels.slice(0, at) },
      { ...part, [dimension]: levels.slice(at) },
    ];
  }
  const { only, without } = part[dimension];
  const left = named[dimension].filter((name) => !without.includes(name));
  if (only !== undefined || left.length === 0) return [part];
  const name = random.oneOf<string>(left);
  return [
    { ...part, [dimension]: { only: name, without: [] } },
    { ...part, [dimension]: { without: [...without, name] } },
  ];
}

function draftOf({ platforms, locations, groups, applications, signInRisk, userRisk }: Part): PartDraft {
  return {
    users:
      groups.only === undefined
        ? { excludeGroups: groups.without }
        : { includeUsers: [], includeGroups: [groups.only] },
    applications: {
      includeApplications: [applications.only ?? 'All'],
      excludeApplications: applications.without,
    },
    conditions: {
      platforms: { includePlatforms: [platforms.only ?? 'all'], excludePlatforms: platforms.without },
      locations: { includeLocations: [locations.only ?? 'All'], excludeLocations: locations.without },
      signInRiskLevels: isAny(signInRisk) ? [] : signInRisk,
      userRiskLevels: isAny(userRisk) ? [] : userRisk,
    } satisfies Conditions,
  };
}

function isAny(levels: readonly string[]): boolean {
  return levels.length === risks.length;
}
