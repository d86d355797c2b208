import { counted } from '../list-text.ts';
import type { FindingRule } from './finding-rule.ts';

/** Accounts that are in no gap only because they cannot sign in. */
export const disabledAccounts: FindingRule = (_question, { disabledInGap }) => {
  if (disabledInGap === 0) return [];
  const text = `${counted(disabledInGap, 'disabled account')} would be in a gap, and ${disabledInGap === 1 ? 'counts in none while it' : 'count in none while they'} cannot sign in.`;
  return [{ key: 'disabled-accounts-in-gap', severity: 'info', text, subject: 'users' }];
};
