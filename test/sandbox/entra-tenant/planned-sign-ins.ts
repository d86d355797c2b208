import { evaluateSignIn } from './evaluation/evaluate-sign-in.ts';
import type { Evaluation, SignIn } from './evaluation/sign-in.ts';
import type { SandboxState } from './sandbox-state.ts';

/** A sign-in, or a token that a session gets by itself, that happens when its time has come. */
export interface PlannedSignIn {
  readonly at: Date;
  readonly visibleAt: Date;
  readonly eventType: 'interactiveUser' | 'nonInteractiveUser';
  readonly clientId: string;
  readonly signIn: SignIn;
  /** A session begins with its interactive sign-in, and ends when it is refused a token. */
  readonly session: symbol;
}

export type Happened = Omit<PlannedSignIn, 'session'> & { readonly evaluation: Evaluation };

/** What people are going to do. Each is decided by the tenant as it is at that time, not as it was when it was planned. */
export class PlannedSignIns {
  readonly #state: SandboxState;
  readonly #living = new Set<symbol>();
  #planned: readonly PlannedSignIn[] = [];

  constructor(state: SandboxState) {
    this.#state = state;
  }

  add(planned: readonly PlannedSignIn[]): void {
    this.#planned = [...this.#planned, ...planned].sort(
      (one, other) => one.at.getTime() - other.at.getTime(),
    );
  }

  /** What has happened since the last time, oldest first. */
  takeHappened(): Happened[] {
    const now = this.#state.now();
    const [next] = this.#planned;
    if (next === undefined || next.at > now) return [];
    const firstLater = this.#planned.findIndex(({ at }) => at > now);
    const due = firstLater === -1 ? this.#planned : this.#planned.slice(0, firstLater);
    this.#planned = this.#planned.slice(due.length);
    return due.flatMap((planned) => this.#happen(planned));
  }

  /** Nothing where the session has ended before. */
  #happen({ session, ...planned }: PlannedSignIn): Happened[] {
    const { at, signIn, eventType } = planned;
    if (eventType === 'nonInteractiveUser' && !this.#living.has(session)) return [];
    const evaluation = evaluateSignIn(this.#state.tenantAt(at), signIn);
    if (evaluation.outcome === 'token') this.#living.add(session);
    else this.#living.delete(session);
    return [{ ...planned, evaluation }];
  }
}
