import type { User } from '../graph-types.ts';
import { guidOf, instantOf } from './deterministic.ts';
import { type PersonName, personNames } from './names.ts';

const domain = 'northwind-sandbox.example';

/** Head counts by department; with everyone below they make 2,000 users. */
const departments = {
  Engineering: 420,
  Operations: 380,
  Sales: 320,
  'Customer Service': 260,
  Finance: 120,
  'Human Resources': 60,
  Legal: 32,
  Information: 80,
  Research: 140,
} as const;

export type Department = keyof typeof departments;
export const departmentNames = Object.keys(departments) as readonly Department[];

const partnerDomains = [
  'fabrikam-sandbox.example',
  'tailspin-sandbox.example',
  'litware-sandbox.example',
] as const;
const roomCities = ['Oslo', 'Bergen', 'Gothenburg', 'Aarhus', 'Hamburg', 'Leeds', 'Turku'] as const;

/** Every thirtieth employee has left and is disabled. */
const disabledEvery = 30;
const invitedGuests = 150;
const externalMembers = 10;
const internalGuests = 12;

export interface People {
  readonly employees: readonly User[];
  readonly guests: readonly User[];
  readonly internalGuests: readonly User[];
  readonly externalMembers: readonly User[];
  readonly rooms: readonly User[];
  readonly emergencyAccess: readonly User[];
}

/** Home tenant ids of the partners' guests, by domain. */
export function homeTenantsOf(seed: string): Record<string, string> {
  return Object.fromEntries(partnerDomains.map((partner) => [partner, guidOf(seed, `tenant/${partner}`)]));
}

export function peopleOf(seed: string): People {
  const names = personNames(seed);
  const next = (count: number): PersonName[] => names.splice(0, count);
  return {
    employees: departmentNames.flatMap((department) =>
      next(departments[department]).map((name, index) => employee(seed, name, department, index)),
    ),
    guests: next(invitedGuests).map((name, index) => invited(seed, name, index, 'Guest')),
    externalMembers: next(externalMembers).map((name, index) => invited(seed, name, index, 'Member')),
    internalGuests: next(internalGuests).map((name) => ({
      ...cloudUser(seed, name.alias, `${name.givenName} ${name.surname} (agency)`),
      givenName: name.givenName,
      surname: name.surname,
      userType: 'Guest',
      jobTitle: 'Agency worker',
    })),
    rooms: roomCities.flatMap((city) => [1, 2].map((number) => room(seed, city, number))),
    emergencyAccess: [1, 2].map((number) =>
      cloudUser(seed, `emergency-access-${number}`, `Emergency access ${number}`),
    ),
  };
}

function cloudUser(seed: string, alias: string, displayName: string): User {
  const userPrincipalName = `${alias}@${domain}`;
  return {
    id: guidOf(seed, `user/${alias}`),
    displayName,
    givenName: null,
    surname: null,
    userPrincipalName,
    mail: userPrincipalName,
    userType: 'Member',
    accountEnabled: true,
    department: null,
    jobTitle: null,
    usageLocation: 'NO',
    creationType: null,
    externalUserState: null,
    createdDateTime: instantOf(seed, `user/${alias}`),
    identities: [{ signInType: 'userPrincipalName', issuer: domain, issuerAssignedId: userPrincipalName }],
  };
}

function employee(seed: string, name: PersonName, department: Department, index: number): User {
  return {
    ...cloudUser(seed, name.alias, `${name.givenName} ${name.surname}`),
    givenName: name.givenName,
    surname: name.surname,
    accountEnabled: index % disabledEvery !== disabledEvery - 1,
    department,
    jobTitle: index < 3 ? `Head of ${department}` : `${department} specialist`,
  };
}

function invited(seed: string, name: PersonName, index: number, userType: User['userType']): User {
  const partner = partnerDomains[index % partnerDomains.length] ?? partnerDomains[0];
  const alias = `${name.alias}_${partner}#EXT#`;
  return {
    ...cloudUser(seed, alias, `${name.givenName} ${name.surname} (${partner.split('-')[0]})`),
    mail: `${name.alias}@${partner}`,
    userType,
    creationType: 'Invitation',
    externalUserState: index % 10 === 9 ? 'PendingAcceptance' : 'Accepted',
    identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }],
  };
}

function room(seed: string, city: string, number: number): User {
  return {
    ...cloudUser(seed, `room-${city}-${number}`.toLowerCase(), `Meeting room ${city} ${number}`),
    department: 'Meeting rooms',
    jobTitle: 'Teams Rooms device',
  };
}
