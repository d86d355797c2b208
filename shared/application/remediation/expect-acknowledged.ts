import { listText } from '../../core/controls/list-text.ts';
import { InputError } from '../../core/errors.ts';
import type { Decision } from './decision.ts';

/** Exactly those who are stopped: nobody is overlooked, and nobody is named whom it does not concern. Throws InputError. */
export function expectAcknowledged({ enforcement }: Decision, acknowledged: readonly string[]): void {
  const stopped = enforcement?.acknowledges ?? [];
  const named = new Set(acknowledged);
  const missing = stopped.filter(({ userId }) => !named.has(userId));
  const isMore = named.size > stopped.length - missing.length;
  if (missing.length === 0 && !isMore) return;
  const names = missing.map(({ userPrincipalName }) => userPrincipalName);
  const message =
    missing.length > 0
      ? `must name everybody who is stopped, also ${listText(names)}`
      : 'names somebody whom this does not stop: read it again';
  throw new InputError([{ member: 'acknowledged', message }]);
}
