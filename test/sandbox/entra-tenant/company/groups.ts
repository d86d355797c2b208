import type { Device, DirectoryReference, Group, ServicePrincipal, User } from '../graph-types.ts';
import { guidOf, instantOf } from './deterministic.ts';
import { type Department, departmentNames, type People } from './users.ts';

/** Three people of Platform Engineering who need the device code flow for their work. No policy names the group. */
export const roomDeviceTeam = 'Room device team';

/** Everything in the directory that is no user and no group. */
export interface Machines {
  readonly devices: readonly Device[];
  readonly servicePrincipals: readonly ServicePrincipal[];
}

export function machinesOf(seed: string): Machines {
  return {
    devices: ['build-runner-1', 'build-runner-2'].map((displayName) => ({
      id: guidOf(seed, `device/${displayName}`),
      deviceId: guidOf(seed, `deviceId/${displayName}`),
      displayName,
      operatingSystem: 'Linux',
      trustType: 'Workplace',
      isCompliant: false,
    })),
    servicePrincipals: ['release-pipeline', 'directory-sync'].map((displayName) => ({
      id: guidOf(seed, `servicePrincipal/${displayName}`),
      appId: guidOf(seed, `application/${displayName}`),
      displayName,
      accountEnabled: true,
    })),
  };
}

/**
 * The groups. `Dev Tools` looks small and is not: three levels below it hold 217 enabled people, three of whom are
 * suspended, nine who have left, two machines and a service principal, some of them on two paths at once.
 */
export function groupsOf(seed: string, people: People, machines: Machines): readonly Group[] {
  const of = (name: string, members: readonly DirectoryReference[], more: Partial<Group> = {}): Group =>
    assignedGroup(seed, name, members, more);
  const engineers = enabledIn(people, 'Engineering');
  const siteReliability = of('Site Reliability', users(engineers.slice(6, 27)));
  const cloud = of('Platform Engineering Cloud', [...users(engineers.slice(27, 71)), group(siteReliability)]);
  const mobile = of('Platform Engineering Mobile', users(engineers.slice(71, 104)));
  const platform = of('Platform Engineering', [
    ...users(engineers.slice(104, 142)),
    group(cloud),
    group(mobile),
  ]);
  const buildAndRelease = of('Build and Release', [
    ...users(engineers.slice(142, 187)),
    ...users(engineers.slice(6, 11)),
    ...users(disabledIn(people, 'Engineering').slice(0, 9)),
    ...machines.devices.map((device) => reference('device', device.id)),
    ...machines.servicePrincipals.slice(0, 1).map((principal) => reference('servicePrincipal', principal.id)),
  ]);
  const dataTooling = of('Data Tooling', [
    ...users(enabledIn(people, 'Research').slice(0, 28)),
    ...users(people.guests.slice(0, 2)),
  ]);
  const devTools = of(
    'Dev Tools',
    [...users(engineers.slice(0, 6)), group(platform), group(buildAndRelease), group(dataTooling)],
    { owners: users(engineers.slice(0, 1)) },
  );
  const departments = departmentNames.map((department) => departmentGroup(seed, people, department));
  return [
    of('Emergency access', users(people.emergencyAccess), { isAssignableToRole: true }),
    devTools,
    platform,
    cloud,
    mobile,
    siteReliability,
    buildAndRelease,
    dataTooling,
    of('Room accounts', users(people.rooms), {
      owners: users(enabledIn(people, 'Operations').slice(0, 1)),
    }),
    of(roomDeviceTeam, users(engineers.slice(104, 107)), {
      description: 'Signs in on the devices of meeting rooms, which show a code.',
      owners: users(engineers.slice(0, 1)),
    }),
    registrationPendingOf(seed, people),
    of('Suspended accounts', [
      ...users(engineers.slice(140, 143)),
      ...users(enabledIn(people, 'Sales').slice(0, 2)),
    ]),
    of('Identity administrators', users(enabledIn(people, 'Information').slice(0, 5)), {
      isAssignableToRole: true,
    }),
    of('Works council', users(enabledIn(people, 'Legal').slice(0, 7)), {
      groupTypes: ['Unified'],
      mailEnabled: true,
      visibility: 'HiddenMembership',
    }),
    ...departments,
    of('All employees', departments.map(group)),
  ];
}

/**
 * Those who may still sign in without MFA: some who are new, and some of the IT department who were forgotten here
 * when they became administrators. Anybody can join the group.
 */
function registrationPendingOf(seed: string, people: People): Group {
  const information = enabledIn(people, 'Information');
  const administrators = [information[5], ...information.slice(22, 24), ...information.slice(28, 30)];
  const members = [
    ...enabledIn(people, 'Sales').slice(2, 14),
    ...enabledIn(people, 'Customer Service').slice(0, 6),
    ...administrators.filter((user) => user !== undefined),
  ];
  return assignedGroup(seed, 'MFA registration pending', users(members), {
    groupTypes: ['Unified'],
    mailEnabled: true,
    visibility: 'Public',
    owners: users(enabledIn(people, 'Human Resources').slice(0, 1)),
  });
}

export function enabledIn(people: People, department: Department): readonly User[] {
  return people.employees.filter((user) => user.department === department && user.accountEnabled);
}

function disabledIn(people: People, department: Department): readonly User[] {
  return people.employees.filter((user) => user.department === department && !user.accountEnabled);
}

function departmentGroup(seed: string, people: People, department: Department): Group {
  const members = users(people.employees.filter((user) => user.department === department));
  return assignedGroup(seed, `Department ${department}`, members, {
    groupTypes: ['DynamicMembership'],
    membershipRule: `(user.department -eq "${department}")`,
  });
}

function assignedGroup(
  seed: string,
  displayName: string,
  members: readonly DirectoryReference[],
  more: Partial<Group>,
): Group {
  return {
    id: guidOf(seed, `group/${displayName}`),
    displayName,
    description: null,
    groupTypes: [],
    membershipRule: null,
    securityEnabled: true,
    mailEnabled: false,
    isAssignableToRole: false,
    visibility: null,
    createdDateTime: instantOf(seed, `group/${displayName}`),
    owners: [],
    members,
    ...more,
  };
}

function reference(kind: 'user' | 'group' | 'device' | 'servicePrincipal', id: string): DirectoryReference {
  return { '@odata.type': `#microsoft.graph.${kind}`, id };
}

function users(elements: readonly User[]): DirectoryReference[] {
  return elements.map(({ id }) => reference('user', id));
}

function group({ id }: Group): DirectoryReference {
  return reference('group', id);
}
