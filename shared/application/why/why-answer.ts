import { userIdNamed } from '../../core/conditional-access/user-principal-names.ts';
import { InputError } from '../../core/errors.ts';
import type { JudgeOptions } from '../../core/judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../../core/tenant-snapshot.ts';
import { type ClientAdvice, clientAdvice } from '../../core/why/advice/client-advice.ts';
import { type ErrorAdvice, errorAdvice } from '../../core/why/advice/error-advice.ts';
import { type ExclusionEffect, exclusionEffect, expectMember } from '../../core/why/exclusion-effect.ts';
import { explainSignIn } from '../../core/why/explain-sign-in.ts';
import type { SignInExplanation } from '../../core/why/explanation.ts';
import { engine } from '../engine.ts';
import { askedByName, type QuestionText } from './question-schema.ts';

/** Why a sign-in fails and what to do instead, in the stable JSON form that the command line and the API answer. */
export interface WhyAnswer extends SignInExplanation {
  readonly tenantId: string | null;
  /** ISO 8601, UTC. */
  readonly explainedAt: string;
  readonly engine: string;
  readonly inputHash: string;
  /** What would open if the user, or their group, were left out of the policies that stop the sign-in. */
  readonly exclusion: ExclusionEffect | null;
  /** What the errors mean that the sign-in may end with. */
  readonly errors: readonly ErrorAdvice[];
  /** What works in place of the device code flow, for the client that was named or else for every client. */
  readonly clients: readonly ClientAdvice[];
}

export interface WhyInput {
  readonly snapshot: TenantSnapshot | LargeTenant;
  readonly inputHash: string;
}

/**
 * `options` say what is excepted when gaps are looked for. Throws InputError, naming the member, on whom or what the
 * tenant does not have.
 */
export function whyAnswer(
  { snapshot, inputHash }: WhyInput,
  text: QuestionText,
  options: JudgeOptions,
): WhyAnswer {
  const userId = userIdIn(snapshot, text.user);
  const explanation = explainSignIn(snapshot, { ...askedByName(text), userId });
  const codes = new Set([
    ...explanation.stoppedBy.map(({ errorCode }) => errorCode),
    ...explanation.asks.map(({ errorCode }) => errorCode),
  ]);
  return {
    tenantId: snapshot.tenantId ?? null,
    explainedAt: options.at,
    engine,
    inputHash,
    ...explanation,
    exclusion: exclusionIn(snapshot, explanation, text.excludeGroup, options),
    errors: errorAdvice.filter(({ code }) => codes.has(code)),
    clients: clientsFor(text, explanation),
  };
}

function userIdIn(snapshot: TenantSnapshot | LargeTenant, user: string): string {
  if (!user.includes('@')) return user.trim().toLowerCase();
  const id = userIdNamed(snapshot, user.trim());
  if (id !== undefined) return id;
  throw new InputError([
    { member: 'user', message: `nobody in the tenant is called ${JSON.stringify(user)}` },
  ]);
}

function exclusionIn(
  snapshot: TenantSnapshot | LargeTenant,
  explanation: SignInExplanation,
  group: string | undefined,
  options: JudgeOptions,
): ExclusionEffect | null {
  const { user } = explanation;
  if (group !== undefined) expectMember(snapshot, user.id, group);
  const stopping = new Set(
    explanation.stoppedBy.flatMap(({ by }) => (by.kind === 'policy' ? [by.policy.id] : [])),
  );
  if (stopping.size === 0) return null;
  return exclusionEffect(
    snapshot,
    explanation.policies.map(({ policy }) => policy),
    ({ id }) => stopping.has(id),
    group === undefined ? { kind: 'user', id: user.id } : { kind: 'group', id: group.trim().toLowerCase() },
    options,
  );
}

/** All of them where none was named and something stops the device code flow, which they take the place of. */
function clientsFor({ client, flow }: QuestionText, { outcome }: SignInExplanation): readonly ClientAdvice[] {
  if (client !== undefined) return clientAdvice.filter(({ key }) => key === client.key);
  return outcome === 'notStopped' || flow !== 'deviceCodeFlow' ? [] : clientAdvice;
}
