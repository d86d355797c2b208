import { applicationSuites } from '../../shared/core/conditional-access/application-suites.ts';
import type { SuiteMembers } from './brute-force/resources.ts';

/** The program's dated list of the suites' apps, in the form that the brute force takes. */
export const suiteMembers: SuiteMembers = {
  Office365: membersOf('Office365'),
  MicrosoftAdminPortals: membersOf('MicrosoftAdminPortals'),
};

function membersOf(id: keyof SuiteMembers): SuiteMembers[keyof SuiteMembers] {
  const suites = applicationSuites.filter((suite) => suite.id === id);
  return {
    members: suites.flatMap(({ members }) => members.map(({ appId }) => appId)),
    doubtful: suites.flatMap(({ doubtful }) => doubtful.map(({ appId }) => appId)),
  };
}
