import { expect, test } from 'vitest';
import { administrativeRoles } from '../../../shared/core/controls/administrative-roles.ts';

const lowerCaseGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const { asOf, source, roles } = administrativeRoles;
const ids = roles.map((role) => role.templateId);
const names = roles.map((role) => role.displayName);

test('the list bears the date and the page of its source', () => {
  expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(source).toContain('permissions-reference.md');
});

test('every template id is a lower-case GUID', () => {
  expect(ids.filter((id) => !lowerCaseGuid.test(id))).toEqual([]);
});

test('no role is listed twice, neither by template id nor by name', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the roles are sorted by name', () => {
  const lowerCase = names.map((name) => name.toLowerCase());

  expect(lowerCase).toEqual(lowerCase.toSorted());
});

test('a role that is not called an administrator is there because it is privileged', () => {
  const others = roles.filter((role) => !role.displayName.endsWith('Administrator'));

  expect(others.length).toBeGreaterThan(0);
  expect(others.filter((role) => !role.isPrivileged)).toEqual([]);
});

// The minimum that Microsoft recommends: the roles of its template "Require multifactor authentication for admins",
// and Teams Administrator.
test.each([
  ['Application Administrator', '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', true],
  ['Authentication Administrator', 'c4e39bd9-1100-46d3-8c65-fb160da0071f', true],
  ['Billing Administrator', 'b0f54661-2d74-4c50-afa3-1ec803f12efe', false],
  ['Cloud Application Administrator', '158c047a-c907-4556-b7ef-446551a6b5f7', true],
  ['Conditional Access Administrator', 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', true],
  ['Exchange Administrator', '29232cdf-9323-42fd-ade2-1d097af3e4de', false],
  ['Global Administrator', '62e90394-69f5-4237-9190-012177145e10', true],
  ['Helpdesk Administrator', '729827e3-9c14-49f7-bb1b-9608f156bbb8', true],
  ['Password Administrator', '966707d0-3269-4727-9be2-8c3a10f19b9d', true],
  ['Privileged Authentication Administrator', '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', true],
  ['Privileged Role Administrator', 'e8611ab8-c189-46e8-94e1-60213ab1f814', true],
  ['Security Administrator', '194ae4cb-b126-40b2-bd5b-6091b380977d', true],
  ['SharePoint Administrator', 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', false],
  ['Teams Administrator', '69091246-20e8-4a56-aa4d-066075b2a7a8', false],
  ['User Administrator', 'fe930be7-5e62-47db-91af-98c3a49a38b1', true],
])('%s is an administrative role', (displayName, templateId, isPrivileged) => {
  expect(roles).toContainEqual({ templateId, displayName, isPrivileged });
});

test.each([
  ['Directory Readers', '88d8e3e3-8f55-4a1e-953a-9b9898b8876b'],
  ['Guest Inviter', '95e79109-95c0-4d8e-aee3-d01accf2d47b'],
  ['Reports Reader', '4a5d8f65-41da-4de4-8968-e035b65339cf'],
])('%s is not an administrative role', (_, templateId) => {
  expect(ids).not.toContain(templateId);
});
