import {
  builtInStrengths,
  multifactorCombinations,
  singleFactorCombinations,
} from '../../shared/core/conditional-access/authentication-strengths.ts';
import { administrativeRoles } from '../../shared/core/controls/administrative-roles.ts';
import type { BruteForceData } from './brute-force/tenant.ts';
import { suiteMembers } from './suite-members.ts';

/** The program's dated lists, in the form that the brute force takes. */
export const bruteForceData: BruteForceData = {
  suites: suiteMembers,
  administrativeRoles: administrativeRoles.roles.map(({ templateId }) => templateId),
  strengths: {
    builtIn: builtInStrengths.strengths,
    multifactor: [...multifactorCombinations],
    singleFactor: [...singleFactorCombinations],
  },
};
