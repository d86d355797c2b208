import type * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { SignInReader, SliceReading, SliceRequest } from '../../application/ports/sign-in-reader.ts';
import { halvesOf, type Slice } from '../../application/sign-ins/slices.ts';
import { TransientError } from '../../core/errors.ts';
import { type DeviceCodeUse, mergeCounts, type PolicyResult } from '../../core/sign-ins/sign-in-counts.ts';
import type { LogAnalyticsWorkspace, QueryRefusal } from './log-analytics-workspace.ts';
import { policyResultRowSchema, useRowSchema } from './query-answer.ts';
import { policyResultsQuery, usesQuery } from './sign-in-queries.ts';

type Refused = SliceReading & { readonly kind: 'refused' };
type Counted = SliceReading & { readonly kind: 'counted' };
/** The service answers half a million rows, and 64 MB, at most. */
type TooMuch = { readonly kind: 'tooMuch'; readonly why: string };
type UseRow = z.infer<typeof useRowSchema>;

const shortestRangeMs = 60_000;

/** Has the sign-in log summed up where it is kept: of a large tenant, no more than the counts come over the line. */
export class LogAnalyticsSignInReader implements SignInReader {
  readonly source = 'logAnalytics';
  readonly #workspace: Pick<LogAnalyticsWorkspace, 'query'>;
  readonly #clock: Clock;

  constructor(workspace: Pick<LogAnalyticsWorkspace, 'query'>, clock: Clock) {
    this.#workspace = workspace;
    this.#clock = clock;
  }

  async read(request: SliceRequest): Promise<SliceReading> {
    try {
      const reading = await this.#counted(request, request);
      return reading.kind === 'tooMuch' ? refusedFor('failed', reading.why) : reading;
    } catch (error) {
      if (error instanceof TransientError && this.#clock() >= request.deadline) return { kind: 'outOfTime' };
      throw error;
    }
  }

  /** What is too much for one answer is asked for in halves, which share no sign-in. */
  async #counted(request: SliceRequest, range: Slice): Promise<SliceReading | TooMuch> {
    const reading = await this.#countedAtOnce(request, range);
    const halves = reading.kind === 'tooMuch' ? halvesOf(range, shortestRangeMs) : [];
    const parts: Counted[] = [];
    for (const half of halves) {
      const part = await this.#counted(request, half);
      if (part.kind !== 'counted') return part;
      parts.push(part);
    }
    return parts.length === 0 ? reading : together(parts);
  }

  async #countedAtOnce({ tenantId, deadline }: SliceRequest, range: Slice): Promise<SliceReading | TooMuch> {
    const uses = await this.#rows(usesQuery(range), useRowSchema, deadline);
    if ('kind' in uses) return uses;
    const results = await this.#rows(policyResultsQuery(range), policyResultRowSchema, deadline);
    if ('kind' in results) return results;
    return countedOf(tenantId, uses.rows, results.rows.map(policyResultOf));
  }

  async #rows<Row>(
    query: string,
    schema: z.ZodMiniType<Row>,
    deadline: Date,
  ): Promise<{ readonly rows: readonly Row[] } | Refused | TooMuch> {
    const timeLeft = deadline.getTime() - this.#clock().getTime();
    if (timeLeft <= 0) throw new TransientError('The time for reading the sign-in log was over.');
    const outcome = await this.#workspace.query(query, timeLeft);
    if ('refused' in outcome) return refusal(outcome.refused);
    if (outcome.incomplete !== undefined) {
      return { kind: 'tooMuch', why: `Log Analytics answered in part only: ${outcome.incomplete}.` };
    }
    return { rows: outcome.rows.map((row) => schema.parse(row)) };
  }
}

function countedOf(
  tenantId: TenantId,
  rows: readonly UseRow[],
  policyResults: readonly PolicyResult[],
): Counted {
  const signIns = rows.reduce((sum, { Count }) => sum + Count, 0);
  const withoutPolicies = rows.reduce((sum, row) => sum + row.WithoutPolicies, 0);
  const uses = rows.flatMap((row) => useOf(row, tenantId));
  return {
    kind: 'counted',
    counts: mergeCounts([{ signIns, withoutPolicies, uses, policyResults }]),
    examined: signIns,
  };
}

function together(parts: readonly Counted[]): Counted {
  return {
    kind: 'counted',
    counts: mergeCounts(parts.map(({ counts }) => counts)),
    examined: parts.reduce((sum, { examined }) => sum + examined, 0),
  };
}

function useOf(row: UseRow, tenantId: string): DeviceCodeUse[] {
  if (row.Kind === 'other') return [];
  const isOwn = row.ResourceTenantId === '' || row.ResourceTenantId === tenantId;
  return [
    {
      userId: row.UserId,
      userPrincipalName: row.UserPrincipalName,
      appId: row.AppId,
      appDisplayName: row.AppDisplayName,
      resourceId: row.ResourceId,
      resourceDisplayName: row.ResourceDisplayName,
      resourceTenantId: isOwn ? null : row.ResourceTenantId,
      kind: row.Kind,
      count: row.Count,
      firstAt: row.FirstAt,
      lastAt: row.LastAt,
    },
  ];
}

function policyResultOf(row: z.infer<typeof policyResultRowSchema>): PolicyResult {
  return {
    policyId: row.PolicyId,
    policyDisplayName: row.PolicyDisplayName,
    result: row.Result,
    userId: row.UserId,
    userPrincipalName: row.UserPrincipalName,
    appId: row.AppId,
    appDisplayName: row.AppDisplayName,
    count: row.Count,
    ...(row.ErrorCode !== 0 && { errorCodes: { [row.ErrorCode]: row.Count } }),
  };
}

function refusal({ status, codes, message }: QueryRefusal): Refused {
  const said = `HTTP ${[status, ...codes].join(' ')} ${message}`.trim();
  if (status === 401 || status === 403) {
    const advice =
      'grant the identity that reads tenants the role Log Analytics Data Reader on the workspace';
    return refusedFor(
      'permission',
      `The app may not query the Log Analytics workspace (${said}); ${advice}.`,
    );
  }
  if (codes.includes('SemanticError')) {
    const advice =
      'send SignInLogs and NonInteractiveUserSignInLogs there, in the diagnostic settings of Entra ID';
    return refusedFor('failed', `The workspace does not hold both sign-in logs (${said}); ${advice}.`);
  }
  const advice = 'see LOG_ANALYTICS_WORKSPACE_ID and LOG_ANALYTICS_BASE_URL';
  return refusedFor('failed', `The Log Analytics workspace could not be queried (${said}); ${advice}.`);
}

function refusedFor(reason: Refused['reason'], why: string): Refused {
  return { kind: 'refused', reason, why };
}
