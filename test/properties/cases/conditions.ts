import { type Case, withCondition } from './tenant-case.ts';

const ALL_PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'];

/** Flows, client apps, platforms, risks, devices, and conditions that nobody knows. */
export const conditions: readonly Case[] = [
  withCondition('no condition on flows covers every flow', 'pass', { authenticationFlows: null }),
  withCondition('authentication transfer alone leaves device code', 'fail', {
    authenticationFlows: { transferMethods: 'authenticationTransfer' },
  }),
  withCondition('an unknown flag beside the device code flow changes nothing', 'pass', {
    authenticationFlows: { transferMethods: 'deviceCodeFlow,somethingNew' },
  }),
  withCondition('an unknown flag alone is unknown', 'inconclusive', {
    authenticationFlows: { transferMethods: 'somethingNew' },
  }),
  withCondition('browser and mobile apps are all that the flow needs', 'pass', {
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
  }),
  withCondition('an empty list of client app types is any', 'pass', { clientAppTypes: [] }),
  withCondition('six platforms leave the sign-in that shows none of them', 'fail', {
    platforms: { includePlatforms: ALL_PLATFORMS },
  }),
  withCondition('an empty include beside an excluded platform is all', 'fail', {
    platforms: { includePlatforms: [], excludePlatforms: ['linux'] },
  }),
  withCondition('a platform that Graph does not name is unknown', 'inconclusive', {
    platforms: { includePlatforms: ['all'], excludePlatforms: ['chromeOS'] },
  }),
  withCondition('all risk levels by name', 'pass', { userRiskLevels: ['none', 'low', 'medium', 'high'] }),
  withCondition('insider risk', 'fail', { insiderRiskLevels: 'minor,moderate,elevated' }),
  withCondition('an unknown condition', 'inconclusive', { times: { includedRanges: ['always'] } }),
  withCondition('an unknown condition that is null or empty, or an annotation', 'pass', {
    times: null,
    agents: {},
    clients: [],
    'users@odata.type': '#x',
  }),
  withCondition('a filter that cannot be read is unknown', 'inconclusive', {
    devices: { deviceFilter: { mode: 'exclude', rule: 'device.model -like "x"' } },
  }),
  withCondition('a negative operator matches a device without attributes', 'pass', {
    devices: { deviceFilter: { mode: 'include', rule: 'device.model -ne "Room"' } },
  }),
  withCondition('operators of a filter are combined as written', 'pass', {
    devices: {
      deviceFilter: {
        mode: 'exclude',
        rule: '(device.model -ne "a" -and device.isCompliant -eq True) -or -not device.model -notIn ["b", "c"]',
      },
    },
  }),
];
