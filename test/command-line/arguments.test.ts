import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../shared/command-line/arguments.ts';

const controlsOf = (...words: readonly string[]) => {
  const given = parseArguments(['--from', '-', ...words]);
  return given === 'help' ? given : given.controls;
};

describe('--control', () => {
  it('left out, asks for all', () => {
    expect(controlsOf()).toBeUndefined();
  });

  it('takes keys and ids of any benchmark, and each control once', () => {
    expect(controlsOf('--control', '2.2.3, 6.2.3', '--control', 'mfa-for-all-users')).toEqual([
      'device-code-flow-blocked',
      'mfa-for-all-users',
    ]);
  });

  it('takes all controls of an id that several share', () => {
    expect(controlsOf('--control', 'ac-2(1)')).toEqual(
      expect.arrayContaining(['trusted-locations-defined', 'device-code-flow-blocked', 'mfa-for-all-users']),
    );
  });
});
