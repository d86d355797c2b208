import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { Impact } from '../../core/remediation/course/impact.ts';
import type { Approval, Remediation, RemediationState } from '../../core/remediation/course/remediation.ts';
import { type Decision, type Deliberation, decisionOf } from './decision.ts';
import type { JournalEntry } from './journal-entry.ts';
import { nothingToDecide } from './nothing-to-decide.ts';

/** A remediation as it is shown: whole, but for the tokens of its approvers. */
export interface ShownRemediation extends Omit<Remediation, 'state'> {
  readonly state: ShownState;
  /** As it was measured last; null before the first time. */
  readonly impact: Impact | null;
  /** What people can decide on now; null where there is nothing. */
  readonly decision: ShownDecision | null;
  /** Then why, and what to wait for, in a sentence. */
  readonly nothingToDecide: string | null;
}

/** `approvals` without the tokens. */
export type ShownState = Omit<RemediationState, 'approvals'> & {
  readonly approvals?: readonly ShownApproval[];
};

export type ShownApproval = Omit<Approval, 'idToken' | 'key'>;

export interface ShownDecision extends Omit<Decision, 'enforcement' | 'authenticationContext'> {
  /** Who is stopped by it, and must be acknowledged by id. */
  readonly acknowledges: readonly { readonly userId: string; readonly userPrincipalName: string }[];
  /** What the approver's browser asks the sign-in service for. */
  readonly authorization: AuthorizationRequest;
}

/** An authorization code is asked for with PKCE; the redirect address and what belongs to PKCE are the client's. */
export interface AuthorizationRequest {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
  /** The hash that is signed. */
  readonly nonce: string;
  /** The claims request (OpenID Connect Core, 5.5), as JSON; null where nothing beyond the usual is asked for. */
  readonly claims: string | null;
}

/** Where approvers sign in, and for which client: the API's own, as its app roles are those of the token. */
export interface SignInService {
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
}

export function shownRemediation(deliberation: Deliberation, signInService: SignInService): ShownRemediation {
  const { impact } = deliberation;
  const { state, ...remediation } = deliberation.remediation;
  const decision = decisionOf(deliberation);
  return {
    ...remediation,
    state: shownState(state),
    impact: impact ?? null,
    decision: decision === undefined ? null : shownDecision(decision, signInService),
    nothingToDecide: decision === undefined ? nothingToDecide(deliberation) : null,
  };
}

/** What is in the journal, without the tokens. */
export function shownEntry({ event, ...entry }: JournalEntry): ShownEntry {
  return { ...entry, event: 'approval' in event ? { ...event, approval: shown(event.approval) } : event };
}

/** Its hash is of the whole entry: who wants to check it reads the evidence. */
export interface ShownEntry extends Omit<JournalEntry, 'event'> {
  readonly event: ShownEvent;
}

type ShownEvent<Event = RemediationEvent> = Event extends { readonly approval: Approval }
  ? Omit<Event, 'approval'> & { readonly approval: ShownApproval }
  : Event;

function shownState(state: RemediationState): ShownState {
  if (!('approvals' in state)) return state;
  return { ...state, approvals: state.approvals.map(shown) };
}

function shown({ idToken: _, key: __, ...approval }: Approval): ShownApproval {
  return approval;
}

function shownDecision(
  { enforcement, authenticationContext, ...decision }: Decision,
  { authorityHost, tenantId, clientId }: SignInService,
): ShownDecision {
  const oauth = `${authorityHost}/${tenantId}/oauth2/v2.0`;
  const acrs = { essential: true, value: authenticationContext };
  return {
    ...decision,
    acknowledges: enforcement?.acknowledges ?? [],
    authorization: {
      authorizationEndpoint: `${oauth}/authorize`,
      tokenEndpoint: `${oauth}/token`,
      clientId,
      scope: 'openid profile',
      nonce: decision.hash,
      claims: authenticationContext === undefined ? null : JSON.stringify({ id_token: { acrs } }),
    },
  };
}
