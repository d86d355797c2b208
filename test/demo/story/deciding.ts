import {
  plansOfControlSchema,
  shownRemediationSchema,
} from '../../../functions/http/schemas/remediations.ts';
import type {
  ShownDecision,
  ShownRemediation,
} from '../../../shared/application/remediation/shown-remediation.ts';
import { isObservable } from '../../../shared/core/remediation/course/observability.ts';
import { holds, type Plan } from '../../../shared/core/remediation/plan.ts';
import { expectThat, StoryProblem } from './as-told.ts';
import { control } from './scanning.ts';
import { type Answer, accepted, type PersonaName, type Scene } from './scene.ts';

export interface Proposed {
  readonly plans: readonly Plan[];
  /** Counted from 1. */
  readonly chosen: number;
  readonly remediation: ShownRemediation;
}

/** The requester reads the plans and asks for the first that closes the gap and can be watched before it holds. */
export async function propose(scene: Scene): Promise<Proposed> {
  const { plans } = accepted(
    await scene.askAs('requester', `remediations/{tenant}/plans/${control}`),
    plansOfControlSchema,
  );
  const chosen = plans.findIndex((plan) => holds(plan) && isObservable(plan)) + 1;
  expectThat(chosen > 0, 'There is no plan that can be watched in report-only.');
  const answer = await scene.askAs('requester', 'remediations/{tenant}', { control, plan: chosen });
  return { plans, chosen, remediation: accepted(answer, shownRemediationSchema) };
}

/** Throws StoryProblem where there is nothing to decide on. */
export function decisionOn({ state, decision }: ShownRemediation): ShownDecision {
  if (decision === null) throw new StoryProblem(`There is nothing to decide on: it is ${state.status}.`);
  return decision;
}

/** Hands the person's signature of what there is to decide in, acknowledging everybody who is stopped. */
export async function tryToApprove(
  scene: Scene,
  persona: PersonaName,
  shown: ShownRemediation,
  { reason, idToken }: { readonly reason: string; readonly idToken?: string },
): Promise<Answer> {
  const { hash, acknowledges } = decisionOn(shown);
  const acknowledged = acknowledges.map(({ userId }) => userId);
  return scene.askAs(persona, `remediations/{tenant}/${shown.proposal.remediationId}/approve`, {
    hash,
    idToken: idToken ?? (await scene.sign(persona, hash)),
    reason,
    ...(acknowledged.length > 0 && { acknowledged }),
  });
}

/** The remediation with the approval; the writer has not yet been told. */
export async function approve(
  scene: Scene,
  persona: PersonaName,
  shown: ShownRemediation,
  reason: string,
): Promise<ShownRemediation> {
  return accepted(await tryToApprove(scene, persona, shown, { reason }), shownRemediationSchema);
}

export async function end(
  scene: Scene,
  how: { readonly by: PersonaName; readonly as: 'reject' | 'withdraw' },
  { proposal }: ShownRemediation,
  reason: string,
): Promise<ShownRemediation> {
  const path = `remediations/{tenant}/${proposal.remediationId}/${how.as}`;
  return accepted(await scene.askAs(how.by, path, { reason }), shownRemediationSchema);
}

export async function show(scene: Scene, remediationId: string): Promise<ShownRemediation> {
  const answer = await scene.askAs('reader', `remediations/{tenant}/${remediationId}`);
  return accepted(answer, shownRemediationSchema);
}

/** The remediation once both apps have nothing left to do. Throws StoryProblem in another state than that. */
export async function carriedOn(
  scene: Scene,
  { proposal }: ShownRemediation,
  status: ShownRemediation['state']['status'],
): Promise<ShownRemediation> {
  await scene.apps.work();
  const now = await show(scene, proposal.remediationId);
  expectThat(
    now.state.status === status,
    `The remediation was to be ${status} and is ${now.state.status}: ${JSON.stringify(now.state)}`,
  );
  return now;
}
