/**
 * The errors of the whole program. Every message says what happened and what to do.
 * - InputError: the caller or the settings are wrong; repeating the call does not help. Carries every problem found.
 * - TransientError: the outside is at fault; the same call may succeed later.
 * - NotFoundError: the thing that was asked for does not exist.
 * Anything else that is thrown is a bug.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[], options?: ErrorOptions) {
    super(
      problems.map(({ member, message }) => (member === '' ? message : `${member}: ${message}`)).join('\n'),
      options,
    );
    this.problems = problems;
  }
}

/** `member` is the path of what is wrong, e.g. `policies[3].id` or `TENANT_IDS`; empty for the whole input. */
export interface InputProblem {
  readonly member: string;
  readonly message: string;
}

export class TransientError extends Error {
  override readonly name = 'TransientError';
}

export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
