import fc from 'fast-check';
import { rarely, some, type Wire } from './parts.ts';
import { APPS_AND_SUITES, DEVICE_RULES, LOCATIONS_OF_POLICIES, PLATFORMS, UNKNOWN_PLATFORM } from './pool.ts';

export const applications: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({ includeApplications: ['All'] }) },
      { weight: 2, arbitrary: some(APPS_AND_SUITES).map((ids) => ({ includeApplications: ids })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { includeApplications: ['None'] },
          { includeApplications: [], includeUserActions: ['urn:user:registerdevice'] },
          { includeAuthenticationContextClassReferences: ['c1'] },
        ),
      },
    ),
    fc.oneof(
      fc.constant({}),
      some(APPS_AND_SUITES).map((ids) => ({ excludeApplications: ids })),
    ),
    rarely({ applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute.set_a -eq "b"' } }),
    rarely({ applicationFilter: { mode: 'include', rule: 'CustomSecurityAttribute.set_a -eq "c"' } }),
    rarely({ networkAccess: { kind: 'new' } }),
  )
  .map((parts) => Object.assign({}, ...parts));

/** The other conditions, each in the forms in which Graph sends it. */
export const conditions: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  authenticationFlows: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(
          'deviceCodeFlow',
          'deviceCodeFlow,authenticationTransfer',
          'AuthenticationTransfer , devicecodeflow',
          'deviceCodeFlow,somethingNew',
          'authenticationTransfer',
          'somethingNew',
        )
        .map((transferMethods) => ({ transferMethods })),
    },
    { weight: 1, arbitrary: fc.constant({ transferMethods: null }) },
  ),
  clientAppTypes: fc.constantFrom(
    ['all'],
    [],
    ['browser'],
    ['mobileAppsAndDesktopClients'],
    ['browser', 'mobileAppsAndDesktopClients'],
    ['exchangeActiveSync', 'other'],
    ['browser', 'somethingNew'],
  ),
  signInRiskLevels: levels(['none', 'low', 'medium', 'high']),
  userRiskLevels: levels(['none', 'low', 'medium', 'high']),
  insiderRiskLevels: fc.constantFrom(null, 'minor', 'minor,moderate,elevated', 'elevated, moderate'),
  platforms: fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 6,
      arbitrary: includeExclude('Platforms', ['all'], [...PLATFORMS.slice(0, 3), UNKNOWN_PLATFORM]),
    },
    { weight: 1, arbitrary: fc.constant({ includePlatforms: PLATFORMS, excludePlatforms: [] }) },
  ),
  locations: fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 8, arbitrary: includeExclude('Locations', ['All'], LOCATIONS_OF_POLICIES) },
  ),
  devices: fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ mode: fc.constantFrom('include', 'exclude'), rule: fc.constantFrom(...DEVICE_RULES) })
        .map((deviceFilter) => ({ deviceFilter })),
    },
    { weight: 1, arbitrary: fc.constantFrom(null, { deviceFilter: null }, { includeDevices: ['All'] }) },
  ),
  times: fc.constantFrom(null, {}, { includedRanges: ['always'] }),
  agents: fc.constantFrom(null, [], 'somethingNew'),
};

function levels(known: readonly string[]): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.subarray([...known]) },
    { weight: 1, arbitrary: fc.constantFrom<string[][]>(['hidden'], ['low', 'somethingNew']) },
  );
}

function includeExclude(
  name: string,
  all: readonly string[],
  pool: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record({
      include: fc.oneof(fc.constant([...all]), fc.constant<string[]>([]), some(pool)),
      exclude: fc.oneof(fc.constant<string[]>([]), some(pool)),
      unknown: rarely({ somethingNew: true }),
    })
    .map(({ include, exclude, unknown }) => ({
      [`include${name}`]: include,
      [`exclude${name}`]: exclude,
      ...unknown,
    }));
}
