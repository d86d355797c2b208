import { findClient } from '../../why/advice/client-advice.ts';
import { findError } from '../../why/advice/error-advice.ts';

/** What people can do instead of what the control closes, when they sign in by that app: in a sentence or two. */
export function insteadOf(control: string, appId: string): string {
  if (control !== deviceCodeFlow)
    return 'Do what the policy asks for; who cannot needs an exception with an owner, a ticket and an end.';
  const best = findClient(appId)?.ways[0];
  if (best !== undefined) return `${best.title}: ${best.commands.join(' or ')}`;
  return findError(blockedByPolicy)?.whatToDo.join(' ') ?? '';
}

export const deviceCodeFlow = 'device-code-flow-blocked';
const blockedByPolicy = '53003';
