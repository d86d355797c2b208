/** Principals x resources that may stay outside a claim, with a reason and an end. */
export type ControlException = UserException | GroupException;

interface ExceptionTerms {
  readonly principalId: string;
  /** Any ids of the controls that it holds for, e.g. `2.2.3` or `device-code-flow-blocked`. */
  readonly controls: readonly string[];
  /** App ids; absent: every resource. */
  readonly resources?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** `YYYY-MM-DD`; it holds through that day, UTC. */
  readonly expiresOn: string;
}

export interface UserException extends ExceptionTerms {
  readonly kind: 'user';
}

/** Holds for the members, nested ones too, that the group had at approval and still has. */
export interface GroupException extends ExceptionTerms {
  readonly kind: 'group';
  readonly membersAtApproval: readonly string[];
}
