import { describe, expect, test } from 'vitest';
import { applicationSuites } from '../../../shared/core/conditional-access/application-suites.ts';

const lowerCaseGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const microsoftGraph = '00000003-0000-0000-c000-000000000000';
const windowsAzureServiceManagementApi = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

function memberIds(suiteId: string): string[] {
  const suites = applicationSuites.filter((suite) => suite.id === suiteId);
  return suites.flatMap((suite) => suite.members.map((member) => member.appId));
}

test('each suite is listed once', () => {
  const ids = applicationSuites.map((suite) => suite.id);

  expect(ids).toEqual(['Office365', 'MicrosoftAdminPortals']);
});

describe.each(applicationSuites)('$id', ({ asOf, members, doubtful }) => {
  const ids = [...members, ...doubtful].map((app) => app.appId);

  test('bears the date of its source', () => {
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('writes every id as a lower-case GUID', () => {
    expect(ids.filter((id) => !lowerCaseGuid.test(id))).toEqual([]);
  });

  test('lists no id twice, neither among the members or the doubtful nor in both', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.each([
    ['members', members],
    ['doubtful', doubtful],
  ])('sorts the %s by name', (_, apps) => {
    const names = apps.map((app) => app.name.toLowerCase());

    expect(names).toEqual(names.toSorted());
  });

  test('leaves out Microsoft Graph and the Windows Azure Service Management API', () => {
    expect(ids).not.toContain(microsoftGraph);
    expect(ids).not.toContain(windowsAzureServiceManagementApi);
  });
});

test.each([
  ['Office365', 'Exchange Online', '00000002-0000-0ff1-ce00-000000000000'],
  ['Office365', 'SharePoint Online', '00000003-0000-0ff1-ce00-000000000000'],
  ['Office365', 'Microsoft Teams Services', 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe'],
  ['MicrosoftAdminPortals', 'the Azure portal', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c'],
  ['MicrosoftAdminPortals', 'the Microsoft Office 365 Portal', '00000006-0000-0ff1-ce00-000000000000'],
])('%s includes %s', (suiteId, _, appId) => {
  expect(memberIds(suiteId)).toContain(appId);
});
