import { deviceRegistrationService } from '../../conditional-access/sign-in-space.ts';
import type { Control } from '../../controls/control.ts';
import { desiredConditions } from '../desired-conditions.ts';
import type { RiskNote } from '../plan.ts';
import { includesName } from '../wire-members.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** What the end of the device code flow means to those who use it. */
export function deviceCodeRisks({ control, changes, steps }: RiskyPlan): readonly RiskNote[] {
  if (!isAboutDeviceCode(control)) return [];
  const registers = steps.some(
    ({ member, value }) =>
      member.endsWith('excludeApplications') &&
      Array.isArray(value) &&
      includesName(value, deviceRegistrationService),
  );
  const isNew = changes.some(({ policy }) => policy.id === null);
  return [
    note(
      'shared-devices',
      'medium',
      'Teams Rooms, shared displays and other accounts that no person uses may sign in by device code: look for them in the sign-in log, and approve exceptions first.',
    ),
    ...(registers || isNew
      ? [
          note(
            'device-registration',
            registers ? 'medium' : 'info',
            'The Device Registration Service is covered as well: devices that register by device code, as Teams Rooms on Android do, do so no more.',
          ),
        ]
      : []),
    note(
      'sessions-tracked',
      'info',
      'Sessions that began with the device code flow end at their next refresh (AADSTS530036); should the policy be switched off again, they need a fresh sign-in all the same.',
    ),
  ];
}

/** What remains of a block of the device code flow that is taken back. */
export function rollBackRisks({ control }: RiskyPlan): readonly RiskNote[] {
  if (!isAboutDeviceCode(control)) return [];
  const text =
    'Sessions that began with the device code flow while the policy was in force need a fresh sign-in, even once it is off (AADSTS530036).';
  return [note('sessions-tracked', 'info', text)];
}

function isAboutDeviceCode(control: Control): boolean {
  return desiredConditions(control).transferMethods.includes('devicecodeflow');
}
