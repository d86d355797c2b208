import { describe, expect, test } from 'vitest';
import type { Cause, Gap, Who } from '../../../shared/core/controls/control-result.ts';
import { gapSentence } from '../../../shared/core/controls/gap-sentence.ts';
import { globalAdministrator } from '../example-tenant.ts';

const means = 'use the device code flow';
const where = { description: 'for any app, from anywhere' };

function whoIs(description: string, count: number | null, ...names: readonly string[]): Who {
  return { description, count, sample: names.map((displayName) => ({ id: displayName, displayName })) };
}

function cause(member: string, value: string, policy = 'Block device code flow'): Cause {
  return { policy: { id: policy, displayName: policy }, member, value };
}

function sentence(who: Who, because: readonly Cause[]): string {
  return gapSentence({ who, where, because } satisfies Gap, means);
}

const excluded = (member: string) => `conditions.users.exclude${member}`;
const users = whoIs('users', null);
const begin = 'Users can use the device code flow for any app, from anywhere, because';

describe('The sentence of a gap', () => {
  test.each([
    [
      'several members of an excluded group',
      whoIs('members of Dev Tools', 1214, 'Ann', 'Bob'),
      cause(excluded('Groups'), 'Dev Tools'),
      '1,214 members of Dev Tools can use the device code flow for any app, from anywhere, because ' +
        '"Block device code flow" excludes the group.',
    ],
    [
      'the only one by name, and the group with it',
      whoIs('members of Dev Tools', 1, 'Ann'),
      cause(excluded('Groups'), 'Dev Tools'),
      'Ann can use the device code flow for any app, from anywhere, because ' +
        '"Block device code flow" excludes the group Dev Tools.',
    ],
    [
      'an excluded user',
      whoIs('the user Ann', 1, 'Ann'),
      cause(excluded('Users'), 'Ann'),
      'Ann can use the device code flow for any app, from anywhere, because ' +
        '"Block device code flow" excludes this user.',
    ],
    [
      'a role by its name',
      whoIs('holders of the role Global Administrator', null),
      cause(excluded('Roles'), globalAdministrator),
      'Holders of the role Global Administrator can use the device code flow for any app, from anywhere, because ' +
        '"Block device code flow" excludes the role.',
    ],
    [
      'guests in words',
      whoIs('users', 3),
      cause(excluded('GuestsOrExternalUsers'), 'b2bCollaborationGuest, serviceProvider'),
      '3 users can use the device code flow for any app, from anywhere, because "Block device code flow" excludes ' +
        'B2B collaboration guests and users of service providers.',
    ],
    [
      'a person without a display name by the id',
      { description: 'users', count: 1, sample: [{ id: 'u1', displayName: '' }] },
      cause('state', 'disabled'),
      'u1 can use the device code flow for any app, from anywhere, because "Block device code flow" is disabled.',
    ],
  ])('tells of %s', (_, who, because, expected) => {
    expect(sentence(who, [because])).toBe(expected);
  });

  test.each([
    [cause('state', 'enabledForReportingButNotEnforced'), 'is in report-only'],
    [cause('state', 'absent'), 'has no state'],
    [cause('state', 'paused'), 'has the unknown state paused'],
    [cause('conditions.users', 'members of Pilot'), 'is only for members of Pilot'],
    [cause('conditions.applications', 'Office 365'), 'covers only Office 365'],
    [cause('conditions.applications', 'all but Microsoft Graph'), 'excludes Microsoft Graph'],
    [cause('conditions.clientAppTypes', 'browser'), 'covers only browsers'],
    [cause('conditions.platforms', 'android and iOS'), 'covers only Android and iOS'],
    [cause('conditions.platforms', 'all but linux'), 'leaves out Linux'],
    [cause('conditions.locations', 'Berlin'), 'applies only in Berlin'],
    [cause('conditions.locations', 'all but trusted locations'), 'does not apply in trusted locations'],
    [cause('conditions.signInRiskLevels', 'high'), 'applies only at sign-in risk high'],
    [
      cause('conditions.devices', 'device.model -eq "Room"'),
      'covers only devices that match device.model -eq "Room"',
    ],
    [
      cause('conditions.times', 'not understood'),
      'has a condition that is not understood (conditions.times)',
    ],
    [cause('grantControls', 'MFA OR a compliant device'), 'asks only for MFA or a compliant device'],
    [cause('grantControls', ''), 'asks for nothing'],
  ])('says what is missing: %o', (because, missing) => {
    expect(sentence(users, [because])).toBe(`${begin} "Block device code flow" ${missing}.`);
  });

  test('says that nothing was meant to stop it where no policy comes near', () => {
    expect(sentence(users, [])).toBe(`${begin} no policy is meant to stop it.`);
  });

  test('names what each policy lacks, the shortest repair first', () => {
    const because = [
      cause('state', 'disabled', 'A'),
      cause('conditions.platforms', 'android', 'A'),
      cause('state', 'enabledForReportingButNotEnforced', 'B'),
    ];

    expect(sentence(users, because)).toBe(
      `${begin} "B" is in report-only; "A" is disabled and covers only Android.`,
    );
  });

  test.each([
    [['A', 'B'], '"A" is disabled, as is "B"'],
    [['A', 'B', 'C'], '"A" is disabled, as are "B" and "C"'],
    [['A', 'B', 'C', 'D', 'E', 'F'], '"A" is disabled, as are "B", "C", "D" and 2 more'],
  ])('names policies %j, which lack the same, together', (policies, expected) => {
    const because = policies.map((policy) => cause('state', 'disabled', policy));

    expect(sentence(users, because)).toBe(`${begin} ${expected}.`);
  });

  test('is shortened where many policies each lack something of their own', () => {
    const because = ['A', 'B', 'C', 'D', 'E'].map((name) =>
      cause('conditions.platforms', `for ${name}`, name),
    );

    expect(sentence(users, because)).toMatch(/"C" covers only for C; 2 more policies miss it too\.$/);
  });

  test('promises no more than what may be, where the gap is only possible', () => {
    expect(gapSentence({ who: users, where, because: [] }, means, 'could')).toMatch(/^Users could use/);
  });
});

test.each([
  ['conditions.users', 'nobody', 'is for nobody'],
  ['conditions.applications', 'nothing', 'covers no app'],
])('A policy that includes nothing in %s says so', (member, value, told) => {
  expect(sentence(users, [cause(member, value)])).toBe(`${begin} "Block device code flow" ${told}.`);
});

test('A group of which only the id is known is called a group', () => {
  const id = '4f2a1c7e-1111-4222-8333-444455556666';

  expect(sentence(whoIs(`members of the group ${id}`, null), [cause(excluded('Groups'), id)])).toBe(
    `Members of the group ${id} can use the device code flow for any app, from anywhere, because ` +
      '"Block device code flow" excludes the group.',
  );
});

test('Three things that a policy lacks are told with one "and"', () => {
  const lacks = [
    cause(excluded('Groups'), 'Dev Tools'),
    cause('conditions.clientAppTypes', 'browser'),
    cause('conditions.locations', 'all but trusted locations'),
  ];

  expect(sentence(whoIs('members of Dev Tools', null), lacks)).toMatch(
    /because "Block device code flow" excludes the group, covers only browsers and does not apply in trusted locations\.$/,
  );
});
