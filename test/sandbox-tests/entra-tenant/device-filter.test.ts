import { expect, test } from 'vitest';
import { matchesRule } from '../../sandbox/entra-tenant/evaluation/device-filter.ts';

const laptop = { displayName: 'LAP-7', model: 'Surface Pro', isCompliant: true, operatingSystem: 'Windows' };

test.each([
  ['device.displayName -eq "lap-7"', true],
  ['device.displayName -ne "LAP-7"', false],
  ['device.model -startsWith "Surface"', true],
  ['device.model -notStartsWith "Surface"', false],
  ['device.model -endsWith "Go"', false],
  ['device.model -contains "face P"', true],
  ['device.operatingSystem -in ["Windows", "macOS"]', true],
  ['device.operatingSystem -notIn ["Windows", "macOS"]', false],
  ['device.isCompliant -eq True -and device.model -eq "Surface Pro"', true],
  ['device.isCompliant -eq False -and device.model -eq "x" -or device.displayName -eq "LAP-7"', true],
  ['device.isCompliant -eq False -and (device.model -eq "x" -or device.displayName -eq "LAP-7")', false],
  ['-not (device.isCompliant -eq True)', false],
])('on a known laptop, %s is %s', (rule, matched) => {
  expect(matchesRule(rule, laptop)).toBe(matched);
});

test.each([
  ['device.isCompliant -eq False', false],
  ['device.isCompliant -ne True', true],
  ['device.model -in ["x"]', false],
  ['device.model -notIn ["x"]', true],
  ['device.model -notEndsWith "x" -and device.model -contains "x"', false],
])('on an unknown device, %s is %s', (rule, matched) => {
  expect(matchesRule(rule, null)).toBe(matched);
});

test.each([
  'device.model',
  'device.model -like "x"',
  '(device.model -eq "x"',
  'device.model -eq "x" "y"',
  '"',
])('the rule %s is refused', (rule) => {
  expect(() => matchesRule(rule, laptop)).toThrow(SyntaxError);
});
