import { describe, expect, test } from 'vitest';
import { deviceWords } from '../../../../shared/core/controls/where/device-words.ts';
import { resourcePhrase } from '../../../../shared/core/controls/where/resource-phrase.ts';
import {
  clientAppPhrase,
  flowPhrase,
  platformPhrase,
  riskPhrase,
} from '../../../../shared/core/controls/where/sign-in-phrases.ts';

describe('What a gap restricts is told in the shorter of two ways', () => {
  test.each([
    [['deviceCodeFlow'], ['none', 'authenticationTransfer'], 'by the device code flow'],
    [['none', 'authenticationTransfer'], ['deviceCodeFlow'], 'but not by the device code flow'],
    [['none'], ['deviceCodeFlow', 'authenticationTransfer'], 'by an ordinary sign-in'],
    [
      ['deviceCodeFlow', 'authenticationTransfer'],
      ['none'],
      'by the device code flow or authentication transfer',
    ],
  ])('the flows %j', (has, lacks, phrase) => {
    expect(flowPhrase({ has, lacks })).toBe(phrase);
  });

  test.each([
    [['linux', null], ['windows', 'macOS', 'iOS'], 'on Linux or an unknown platform'],
    [['linux', 'macOS', null], ['windows'], 'on any platform but Windows'],
    [['linux', 'macOS', 'iOS'], ['windows', null], 'on any known platform but Windows'],
    [['linux', 'macOS'], [null], 'on any known platform'],
  ])('the platforms %j', (has, lacks, phrase) => {
    expect(platformPhrase({ has, lacks })).toBe(phrase);
  });

  test.each([
    [[null, 'Office365', 'x', 'y'], ['MicrosoftAdminPortals'], 'for any app but the Microsoft admin portals'],
    [['Office365', null], ['x', 'y', 'z'], 'for Office 365 or an app that no policy names'],
    [['x', 'y'], ['z'], 'for x or y'],
    [['a', 'b', 'c', 'd', 'e', 'f'], [null], 'for a, b, c, d or 2 more'],
  ])('the resources %j', (has, lacks, phrase) => {
    expect(resourcePhrase({ has, lacks })).toBe(phrase);
  });
});

describe('A gap tells in words', () => {
  test.each([
    [['browser'], 'in a browser'],
    [['browser', 'mobileAppsAndDesktopClients'], 'in a browser, mobile app or desktop client'],
    [['exchangeActiveSync', 'other'], 'by Exchange ActiveSync or another legacy client'],
    [['browser', 'exchangeActiveSync'], 'in a browser or by Exchange ActiveSync'],
    [['other'], 'in a legacy client other than Exchange ActiveSync'],
  ])('the client apps %j', (clientApps, phrase) => {
    expect(clientAppPhrase(clientApps)).toBe(phrase);
  });

  const levels = ['none', 'low', 'medium', 'high'];
  test.each([
    [['none'], 'no user risk'],
    [['none', 'low'], 'user risk below medium'],
    [['none', 'low', 'medium'], 'user risk below high'],
    [['high'], 'high user risk'],
    [['none', 'high'], 'none or high user risk'],
  ])('the risk levels %j', (has, phrase) => {
    expect(riskPhrase('user risk', has, levels)).toBe(phrase);
  });

  const compliance = { attribute: 'isCompliant', has: ['True'], lacks: [null] };
  const noCompliance = { attribute: 'isCompliant', has: [null], lacks: ['True'] };
  const join = { attribute: 'trustType', has: ['ServerAD'], lacks: [null] };
  const noJoin = { attribute: 'trustType', has: [null], lacks: ['ServerAD'] };
  const model = (has: readonly (string | null)[], lacks: readonly (string | null)[]) => ({
    attribute: 'model',
    has,
    lacks,
  });
  test.each([
    [[compliance], 'a compliant device'],
    [[noCompliance], 'a device that is not compliant'],
    [[noCompliance, noJoin], 'a device that is neither compliant nor hybrid joined'],
    [[compliance, join], 'a compliant, hybrid joined device'],
    [[compliance, noJoin], 'a compliant device that is not hybrid joined'],
    [
      [{ attribute: 'trustType', has: ['AzureAD', 'Workplace'], lacks: [null, 'ServerAD'] }],
      'an Entra joined or Entra registered device',
    ],
    [
      [{ attribute: 'isCompliant', has: [null], lacks: ['True', 'False'] }],
      'a device whose isCompliant is not set',
    ],
    [[model(['Room'], [null])], 'a device whose model is "Room"'],
    [[model([null, '~'], ['Room', 'Hub'])], 'a device whose model is not "Room" or "Hub"'],
    [[model(['Hub~', '~'], [null])], 'a device whose model is "Hub…" or another one'],
    [[noJoin, model([null], ['Room'])], 'a device that is not hybrid joined and whose model is not set'],
  ])('the device: %j', (attributes, words) => {
    expect(deviceWords(attributes)).toBe(words);
  });
});
