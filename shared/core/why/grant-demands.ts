import { grantRegion } from '../conditional-access/grant-region.ts';
import type { Grant, GrantControl } from '../conditional-access/policy.ts';
import { complement, labelled, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { Cube } from '../prover/cube.ts';
import { intersect, type Region, subtract, within } from '../prover/cube.ts';
import { errorCodes } from './error-codes.ts';
import type { AskedSignIn } from './sign-in-question.ts';
import { holdsIn } from './three-values.ts';

/** What a grant still asks of the user: any one of these controls. */
export interface Demand {
  readonly controls: readonly GrantControl[];
  /** The number of the interrupt that asks for it. */
  readonly errorCode: number;
}

/** A part of what is asked, where the grant lets nobody through, and what the user is told there. */
export interface Refusal {
  readonly control: GrantControl;
  /** Undefined where it is not known what the control does. */
  readonly errorCode: number | undefined;
  readonly region: Region;
}

/**
 * The clauses of a grant that the sign-in does not satisfy by itself, where it is not refused: `OR` is one clause of
 * all its controls, `AND` one clause for each. The state of a device satisfies a control for devices.
 */
export function demandsOf(grant: Grant, cube: Cube, space: SignInSpace): readonly Demand[] {
  const clauses = grant.operator === 'AND' ? grant.controls.map((control) => [control]) : [grant.controls];
  return clauses.flatMap((clause) => {
    const possible = clause.filter((control) => holdsIn(cube, refusedBy(control, space)) !== 'yes');
    const isSatisfied = possible.some(
      (control) => isAboutDevices(control) && holdsIn(cube, refusedBy(control, space)) === 'no',
    );
    const [first] = possible;
    return isSatisfied || first === undefined ? [] : [{ controls: possible, errorCode: askingCode(first) }];
  });
}

/**
 * Where the grant refuses, by the control that is named to the user: a block first, else the first control of the grant
 * that refuses there.
 */
export function refusalsOf(
  grant: Grant,
  refused: Region,
  asked: AskedSignIn,
  hasFlowCondition: boolean,
  space: SignInSpace,
): readonly Refusal[] {
  const blocksFirst = grant.controls.toSorted(
    (a, b) => Number(b.kind === 'block') - Number(a.kind === 'block'),
  );
  let rest = refused;
  return blocksFirst.flatMap((control) => {
    const here = intersect(rest, refusedBy(control, space));
    rest = subtract(rest, here);
    return refusalsBy(control, here, asked, hasFlowCondition, space).filter(
      ({ region }) => region.length > 0,
    );
  });
}

function refusalsBy(
  control: GrantControl,
  region: Region,
  asked: AskedSignIn,
  hasFlowCondition: boolean,
  space: SignInSpace,
): readonly Refusal[] {
  if (control.kind === 'block') {
    const isTracked = hasFlowCondition && asked.isSessionRefresh === true;
    return [{ control, region, errorCode: isTracked ? errorCodes.sessionOfBlockedFlow : errorCodes.blocked }];
  }
  if (!isAboutDevices(control)) return [{ control, region, errorCode: undefined }];
  const unsupported = labelled(space.platform, [null]);
  const elsewhere = within(space.platform, complement(space.platform, unsupported));
  return [
    {
      control,
      region: intersect(region, within(space.platform, unsupported)),
      errorCode: errorCodes.platformNotSupported,
    },
    { control, region: intersect(region, elsewhere), errorCode: deviceCode(control, asked) },
  ];
}

/** Entra names what the device lacks where one shows itself, or never can; else it asks for one first. */
function deviceCode({ kind }: GrantControl, { flow, device }: AskedSignIn): number {
  if (flow !== 'deviceCodeFlow' && device === null) return errorCodes.deviceAuthenticationRequired;
  return kind === 'compliantDevice' ? errorCodes.deviceNotCompliant : errorCodes.deviceNotDomainJoined;
}

/** Where the control by itself cannot be satisfied. */
function refusedBy(control: GrantControl, space: SignInSpace): Region {
  return grantRegion({ operator: 'OR', controls: [control] }, 'blocked', space);
}

function isAboutDevices({ kind }: GrantControl): boolean {
  return kind === 'compliantDevice' || kind === 'domainJoinedDevice';
}

function askingCode(control: GrantControl): number {
  if (control.kind === 'mfa' || control.kind === 'authenticationStrength')
    return errorCodes.multifactorRequired;
  if (control.kind !== 'asksNothing') return errorCodes.externalChallenge;
  switch (control.name) {
    case 'passwordChange':
      return errorCodes.passwordChangeRequired;
    case 'approvedApplication':
      return errorCodes.applicationNotApproved;
    case 'compliantApplication':
      return errorCodes.protectionPolicyRequired;
    default:
      return errorCodes.externalChallenge;
  }
}
