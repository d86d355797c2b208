import { describe, expect, test } from 'vitest';
import { parseFilterRule } from '../../../shared/core/conditional-access/device-filter.ts';
import { devicesRegion } from '../../../shared/core/conditional-access/devices-region.ts';
import { notSet, SignInSpace } from '../../../shared/core/conditional-access/sign-in-space.ts';
import { meets } from '../../../shared/core/prover/cube.ts';

/** Whether the rule matches an unregistered device: true, false, or undefined where it cannot be evaluated. */
function matches(rule: string): boolean | undefined {
  if (parseFilterRule(rule) === undefined) throw new Error(`Not a rule: ${rule}`);
  const space = new SignInSpace({ applications: [], locations: [], guestTenants: [], deviceRules: [rule] });
  const unregistered = new Map([...space.deviceAttributes.values()].map((attribute) => [attribute, notSet]));
  const matching = devicesRegion({ kind: 'understood', mode: 'include', rule }, space).filter((cube) =>
    meets(cube, unregistered),
  );
  const isSure = matching.some((cube) => ![...cube.keys()].some((dimension) => space.isUnknown(dimension)));
  return isSure || (matching.length === 0 ? false : undefined);
}

const no = 'device.model -eq "Room"';
const yes = 'device.model -ne "Room"';
const unknown = 'device.model -eq null';

describe('A device without attributes', () => {
  test.each(['-eq', '-startsWith', '-endsWith', '-contains'])('does not match %s', (operator) => {
    expect(matches(`device.displayName ${operator} "x"`)).toBe(false);
  });

  test.each(['-ne', '-notStartsWith', '-notEndsWith', '-notContains'])('matches %s', (operator) => {
    expect(matches(`device.displayName ${operator} "x"`)).toBe(true);
  });

  test.each([
    ['-in', false],
    ['-notIn', true],
  ])('against a list, %s answers %s', (operator, expected) => {
    expect(matches(`device.manufacturer ${operator} ["Contoso", "Fabrikam"]`)).toBe(expected);
  });

  test('compared with null itself cannot be decided', () => {
    expect(matches(unknown)).toBeUndefined();
    expect(matches('device.model -in ["x", "null"]')).toBeUndefined();
  });

  test.each([
    ['device.isCompliant -eq True', false],
    ['device.trustType -ne "AzureAD"', true],
    ["device.model -eq 'Room'", false],
    ['DEVICE.MODEL -NE "Room"', true],
    ['device.model ne "Room"', true],
    ['device.model -notIn ["Room"]', true],
    ['  device.model   -ne   "Room"  ', true],
    ['device.extensionAttribute1 -ne "a \\"quoted\\" word"', true],
    ['device.displayName -ne "with (parentheses) -and -or, [brackets]"', true],
  ])('%s: %s', (rule, expected) => {
    expect(matches(rule)).toBe(expected);
  });
});

describe('Comparisons are joined', () => {
  test.each([
    [`${yes} -and ${no}`, false],
    [`${yes} -or ${no}`, true],
    [`${no} -and ${no} -or ${yes}`, true],
    [`${yes} -or ${no} -and ${no}`, true],
    [`(${yes} -or ${no}) -and ${no}`, false],
    [`${no} -and (${no} -or ${yes})`, false],
    [`-not (${no})`, true],
    [`-not ${no} -and ${no}`, false],
    [`-not -not ${no}`, false],
    [`!(${yes})`, false],
    [`((((${yes}))))`, true],
    [`${no} -AND ${yes} -Or ${yes}`, true],
  ])('%s: %s', (rule, expected) => {
    expect(matches(rule)).toBe(expected);
  });

  test.each([
    [`${unknown} -and ${no}`, false],
    [`${no} -and ${unknown}`, false],
    [`${unknown} -or ${yes}`, true],
    [`${unknown} -and ${yes}`, undefined],
    [`${unknown} -or ${no}`, undefined],
    [`-not (${unknown})`, undefined],
  ])('and what cannot be decided matters only where it decides: %s: %s', (rule, expected) => {
    expect(matches(rule)).toBe(expected);
  });
});

describe('Text that is not a rule', () => {
  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['an attribute alone', 'device.model'],
    ['no value', 'device.model -eq'],
    ['no operator', 'device.model "Room"'],
    ['an operator that is not known', 'device.model -like "Room"'],
    ['an attribute of something else', 'user.department -eq "x"'],
    ['an open parenthesis', `(${yes}`],
    ['a closing parenthesis too many', `${yes})`],
    ['an open list', 'device.model -in ["a"'],
    ['an open quote', 'device.model -eq "Room'],
    ['an operator at the end', `${yes} -and`],
    ['an operator at the start', `-and ${yes}`],
    ['two rules in a row', `${yes} ${no}`],
    ['-not alone', '-not'],
    ['a parenthesis for a value', 'device.model -eq ('],
    ['a rule longer than any that Entra takes', Array(200).fill(yes).join(' -and ')],
  ])('is told apart: %s', (_, text) => {
    expect(parseFilterRule(text)).toBeUndefined();
  });
});

test('A rule keeps its attribute, operator and values', () => {
  expect(parseFilterRule('device.Manufacturer -NotIn ["Contoso", \'Fabrikam\']')).toEqual({
    kind: 'comparison',
    attribute: 'Manufacturer',
    operator: '-notin',
    values: ['Contoso', 'Fabrikam'],
  });
});
