import { describe, expect, test } from 'vitest';
import { everyUser, graphPolicy } from '../example-tenant.ts';
import { judge, judgePolicies } from './judgement.ts';

const allBut = (users: object) => graphPolicy({ users: { ...everyUser, ...users } });
const legacy = graphPolicy({
  id: 'legacy',
  displayName: 'Block legacy authentication',
  conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
});

describe('The reason of a pass', () => {
  test('names the policies that close the flow, and none that is about other sign-ins', () => {
    expect(judge([graphPolicy(), legacy]).reasons).toEqual([
      'No sign-in gets through: closed by "Block device code flow".',
    ]);
  });

  test('speaks of exceptions where there are some', () => {
    const policies = [allBut({ excludeUsers: ['ann'] })];

    expect(judge(policies, {}, { emergencyAccess: ['ann'] }).reasons).toEqual([
      'No sign-in gets through but by an exception: closed by "Block device code flow".',
    ]);
  });
});

describe('The reason of a fail', () => {
  test.each([
    [
      'a user who is excluded',
      { excludeUsers: ['ann'] },
      'User ann gets through for any app, from anywhere, because "Block device code flow" excludes User ann.',
    ],
    [
      'the only member of an excluded group',
      { excludeGroups: ['crew'] },
      'User ann gets through for any app, from anywhere, because "Block device code flow" excludes the group Group crew.',
    ],
  ])('calls %s by name', (_, users, sentence) => {
    expect(judge([allBut(users)]).reasons).toEqual([sentence]);
  });

  test('says in the singular that an assumed user gets through', () => {
    expect(judgePolicies([allBut({ excludeUsers: ['ann'] })]).reasons).toEqual([
      'the user ann gets through for any app, from anywhere, because "Block device code flow" excludes ann.',
    ]);
  });
});

describe('The witness of an inconclusive verdict', () => {
  test('is a user who can be asked about, where there is one', () => {
    const { verdict, witness, whatIf } = judge([graphPolicy({ conditions: { times: { everyDay: true } } })]);

    expect(verdict).toBe('inconclusive');
    expect(witness?.user.id).not.toBeNull();
    expect(whatIf).not.toBeNull();
  });
});
