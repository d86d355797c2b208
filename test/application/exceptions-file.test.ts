import { describe, expect, it } from 'vitest';
import { readExceptions } from '../../shared/application/exceptions-file.ts';

const userException = {
  principalId: 'u1',
  kind: 'user',
  controls: ['2.2.3'],
  reason: 'Signs in on a meeting room display',
  owner: 'Workplace team',
  ticket: 'CHG-1',
  expiresOn: '2027-01-31',
};
const groupException = {
  ...userException,
  principalId: 'g1',
  kind: 'group',
  membersAtApproval: ['u1', 'u2'],
};

describe('an exceptions file', () => {
  it('holds exceptions of users and of groups, for some resources or all', () => {
    const exceptions = [userException, groupException, { ...userException, resources: ['app'] }];
    expect(readExceptions(exceptions)).toStrictEqual(exceptions);
  });

  it.each([['2.2.3'], ['device-code-flow-blocked'], ['MS.AAD.3.9v1'], ['5.2.2.12'], ['AC-2(1)']])(
    'names a control by any of its ids: %s',
    (id) => {
      expect(readExceptions([{ ...userException, controls: [id] }])).toHaveLength(1);
    },
  );

  it.each<[string, unknown, string]>([
    ['an object', userException, 'must be a list of exceptions'],
    ['an element that is no object', ['u1'], '[0]: must be an object'],
    ['another kind', [{ ...userException, kind: 'role' }], '[0].kind: must be "user" or "group"'],
    [
      'a member that it does not know',
      [{ ...userException, scope: '/' }],
      '[0].scope: is not known: leave it out',
    ],
    [
      'members of a user',
      [{ ...userException, membersAtApproval: [] }],
      '[0].membersAtApproval: is not known: leave it out',
    ],
    [
      'a group without its members at approval',
      [{ ...userException, kind: 'group' }],
      '[0].membersAtApproval: must be a list of ids',
    ],
    [
      'a day that no calendar has',
      [{ ...userException, expiresOn: '2027-02-29' }],
      '[0].expiresOn: must be a day',
    ],
    ['a time in place of a day', [{ ...userException, expiresOn: '2027-01-31T00:00:00Z' }], '[0].expiresOn'],
    [
      'a control that nobody knows',
      [{ ...userException, controls: ['9.9'] }],
      '[0].controls[0]: no control has the id "9.9"',
    ],
    ['no control', [{ ...userException, controls: [] }], '[0].controls: must name a control'],
    ['no resource at all', [{ ...userException, resources: [] }], '[0].resources: must name an app id'],
    ['an empty reason', [{ ...userException, reason: '' }], '[0].reason: must not be empty'],
    ['a blank owner', [{ ...userException, owner: ' ' }], '[0].owner: must not be empty'],
    ['a missing ticket', [{ ...userException, ticket: undefined }], '[0].ticket: is missing'],
    ['a second exception that is wrong', [userException, {}], '[1].kind: must be "user" or "group"'],
  ])('refuses %s and names the member', (_what, json, message) => {
    expect(() => readExceptions(json)).toThrow(message);
  });
});
