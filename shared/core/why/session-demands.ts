import { isRecord } from '../conditional-access/wire.ts';

/** What the session controls of a policy, as Graph returns it, do to whoever gets through. For a person. */
export function sessionDemands(wire: unknown): readonly string[] {
  const session = isRecord(wire) ? wire['sessionControls'] : undefined;
  if (!isRecord(session)) return [];
  return Object.entries(session).flatMap(([name, control]) => {
    if (!isInForce(control)) return [];
    if (name === 'signInFrequency' && isRecord(control)) return [frequencyText(control)];
    const text = texts.get(name);
    return text === undefined ? [] : [text];
  });
}

function isInForce(control: unknown): boolean {
  return control === true || (isRecord(control) && control['isEnabled'] === true);
}

function frequencyText({ frequencyInterval, value, type }: Readonly<Record<string, unknown>>): string {
  if (frequencyInterval === 'everyTime') return 'a new sign-in every time';
  return `a new sign-in after ${value} ${type}`;
}

const texts = new Map([
  ['applicationEnforcedRestrictions', 'the restrictions that the app itself enforces'],
  ['cloudAppSecurity', 'a session through Conditional Access App Control'],
  ['persistentBrowser', 'a browser session that persists or does not, as the policy says'],
  ['secureSignInSession', 'a token bound to the device'],
]);
