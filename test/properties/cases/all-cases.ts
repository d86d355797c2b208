import { conditions } from './conditions.ts';
import { exceptions } from './exceptions.ts';
import { existence } from './existence.ts';
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
  ['who exists', existence],
  ['exceptions', exceptions],
  ['resources', resources],
  ['grants', grants],
  ['conditions', conditions],
  ['locations', locations],
  ['tenants', tenants],
];
