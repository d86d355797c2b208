import { conditions } from './conditions.ts';
import { exceptions } from './exceptions.ts';
import { grants } from './grants.ts';
import { locations } from './locations.ts';
import { people } from './people.ts';
import { resources } from './resources.ts';
import { shapes } from './shapes.ts';
import type { Case } from './tenant-case.ts';
import { tenants } from './tenants.ts';

/** All cases whose verdict was written by hand, by what they are about. */
export const casesByTopic: readonly (readonly [string, readonly Case[]])[] = [
  ['the shapes of policies that are met in the field', shapes],
  ['people', people],
  ['exceptions', exceptions],
  ['resources', resources],
  ['grants', grants],
  ['conditions', conditions],
  ['locations', locations],
  ['tenants', tenants],
];
