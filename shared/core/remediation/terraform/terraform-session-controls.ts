import type { WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import type { HclBlock, HclValue } from './hcl.ts';

/** What the provider has arguments for, in Graph's paths below `sessionControls`. */
export const sessionMembers: readonly string[] = [
  'applicationEnforcedRestrictions.isEnabled',
  'cloudAppSecurity.isEnabled',
  'cloudAppSecurity.cloudAppSecurityType',
  'persistentBrowser.isEnabled',
  'persistentBrowser.mode',
  'signInFrequency.isEnabled',
  'signInFrequency.value',
  'signInFrequency.type',
  'signInFrequency.authenticationType',
  'signInFrequency.frequencyInterval',
  'disableResilienceDefaults',
];

/** Undefined where there is no session control that is on. */
export function sessionControls(policy: WirePolicy): HclBlock | undefined {
  const isOn = (name: string) => memberAt(policy, `sessionControls.${name}.isEnabled`) === true;
  const value = (path: string) => scalar(memberAt(policy, `sessionControls.${path}`));
  const attributes = {
    ...(isOn('applicationEnforcedRestrictions') && { application_enforced_restrictions_enabled: true }),
    ...(isOn('cloudAppSecurity') && {
      cloud_app_security_policy: value('cloudAppSecurity.cloudAppSecurityType'),
    }),
    ...(isOn('persistentBrowser') && { persistent_browser_mode: value('persistentBrowser.mode') }),
    ...(isOn('signInFrequency') && {
      sign_in_frequency: value('signInFrequency.value'),
      sign_in_frequency_period: value('signInFrequency.type'),
      sign_in_frequency_authentication_type: value('signInFrequency.authenticationType'),
      sign_in_frequency_interval: value('signInFrequency.frequencyInterval'),
    }),
    ...(memberAt(policy, 'sessionControls.disableResilienceDefaults') === true && {
      disable_resilience_defaults: true,
    }),
  };
  return Object.keys(attributes).length === 0 ? undefined : { attributes };
}

function scalar(value: unknown): HclValue | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
