/** Why the sandbox cannot start or go on, and what to do: shown without a stack. */
export class StartProblem extends Error {
  override readonly name: string = 'StartProblem';
}

/** The call itself is wrong. */
export class UsageProblem extends StartProblem {
  override readonly name = 'UsageProblem';
}
