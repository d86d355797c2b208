/**
 * The errors of the whole program. Every message says what happened and what to do.
 * - InputError: the caller or the settings are wrong; repeating the call does not help. Carries every problem found.
 * - TransientError: the outside is at fault; the same call may succeed later.
 * - NotFoundError: the thing that was asked for does not exist.
 * - UnauthenticatedError: it is not known who asks. ForbiddenError: it is known, and they may not.
 * - ConflictError: the thing is not (or no longer) in the state that was asked of it.
 * - IntegrityError: what is stored is not what the program wrote. Somebody changed it past the program, or lost a part.
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

export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
}

export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
}
