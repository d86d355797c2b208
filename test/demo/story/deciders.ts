import type { ShownDecision } from '../../../shared/application/remediation/shown-remediation.ts';
import type { PersonaName } from './scene.ts';

/** Something that people decide. */
export interface Question {
  readonly what: string;
  /** Who decides where nobody plays, and why. */
  readonly asked: PersonaName;
  readonly reason: string;
}

export interface Choice {
  readonly kind: 'approve' | 'reject';
  readonly by: PersonaName;
  readonly reason: string;
  /** The signature, where it was given in a browser. */
  readonly idToken?: string;
}

/** Whoever plays those who decide. */
export interface Deciders {
  decide(question: Question, decision: ShownDecision): Promise<Choice>;
  /** Whether they may be refused, and try again as somebody else. */
  readonly mayErr: boolean;
}

/** Nobody sits there: everybody says yes, as the story has it. */
export const asTheStoryHasIt: Deciders = {
  decide: async ({ asked, reason }) => ({ kind: 'approve', by: asked, reason }),
  mayErr: false,
};
