import type { FindingRule } from './finding-rule.ts';

/** Said where they may meet the control by themselves, and where it seems as if they did. */
export const securityDefaultsOn: FindingRule = ({ control: { claim }, tenant: { securityDefaults } }) => {
  if (securityDefaults !== 'on') return [];
  const text = claim.securityDefaultsMayHelp
    ? 'Security defaults are on; they know no exceptions. Never switch them off before policies take their place.'
    : 'Security defaults are on, and do not count here: they ask for MFA only when Microsoft finds it necessary.';
  return [{ key: 'security-defaults-on', severity: 'info', text, subject: 'securityDefaults' }];
};
