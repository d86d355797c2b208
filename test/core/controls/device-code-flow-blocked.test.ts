import { expect, test } from 'vitest';
import { deviceCodeFlowBlocked } from '../../../shared/core/controls/device-code-flow-blocked.ts';
import { everyUser, graphGrant, graphPolicy } from '../example-tenant.ts';
import { lackOf, toTheLetter } from './letter.ts';

const onFlows = (transferMethods: string, parts = {}) =>
  graphPolicy({ ...parts, conditions: { authenticationFlows: { transferMethods } } });

test.each([
  ['alone', onFlows('deviceCodeFlow')],
  ['beside authentication transfer', onFlows('authenticationTransfer, deviceCodeFlow')],
  ['but for excluded users', onFlows('deviceCodeFlow', { users: { ...everyUser, excludeUsers: ['ann'] } })],
])('a block of the flow %s meets the letter', (_, policy) => {
  expect(toTheLetter(deviceCodeFlowBlocked, policy)).toEqual({ verdict: 'pass', nearMisses: [] });
});

const flows = 'conditions.authenticationFlows.transferMethods contains deviceCodeFlow';
test.each([
  ['a block of the other flow', onFlows('authenticationTransfer'), [`${flows}: authenticationTransfer`]],
  [
    'MFA under the flow',
    onFlows('deviceCodeFlow', { grantControls: graphGrant(['mfa']) }),
    ['grantControls.builtInControls contains block: mfa'],
  ],
])('%s is told what it lacks', (_, policy, lacks) => {
  expect(lackOf(deviceCodeFlowBlocked, policy)).toEqual(lacks);
});

test('a block that is not about flows is not told of', () => {
  const legacyBlocked = graphPolicy({ conditions: { authenticationFlows: null, clientAppTypes: ['other'] } });

  expect(toTheLetter(deviceCodeFlowBlocked, legacyBlocked)).toEqual({ verdict: 'fail', nearMisses: [] });
});
