import { conditions } from './conditions.ts';
import { exceptions } from './exceptions.ts';
import { existence } from './existence.ts';
import { geographicPolicy } from './geographic-policy.ts';
import { grants } from './grants.ts';
import { locations } from './locations.ts';
import { mfaForAdministration } from './mfa-for-administration.ts';
import { mfaForAdministrators } from './mfa-for-administrators.ts';
import { mfaForAllUsers } from './mfa-for-all-users.ts';
import { mfaForRiskySignIns } from './mfa-for-risky-sign-ins.ts';
import { people } from './people.ts';
import { resources } from './resources.ts';
import { shapes } from './shapes.ts';
import type { Case } from './tenant-case.ts';
import { tenants } from './tenants.ts';
import { trustedLocations } from './trusted-locations.ts';

/** All cases whose verdict was written by hand, by what they are about. */
export const casesByTopic: readonly (readonly [string, readonly Case[]])[] = [
  ['the shapes of policies that are met in the field', shapes],
  ['people', people],
  ['who exists', existence],
  ['exceptions', exceptions],
  ['resources', resources],
  ['grants', grants],
  ['conditions', conditions],
  ['locations', locations],
  ['tenants', tenants],
  ['trusted locations', trustedLocations],
  ['places that are closed', geographicPolicy],
  ['MFA for administrators', mfaForAdministrators],
  ['MFA for all users', mfaForAllUsers],
  ['MFA for risky sign-ins', mfaForRiskySignIns],
  ['MFA for administration', mfaForAdministration],
];
