import * as z from 'zod/mini';
import type { RemediationId, TenantId } from '../../application/identifiers.ts';
import { parseInput } from '../../application/input-problems.ts';
import type { GivenApproval } from '../../application/remediation/approve-remediation.ts';
import type { PlansOfControl } from '../../application/remediation/plans-of-control.ts';
import { plansOfControlSchema } from '../../application/remediation/plans-of-control-schema.ts';
import { personSchema, remediationSummarySchema } from '../../application/remediation/remediation-schema.ts';
import type { RemediationSummary } from '../../application/remediation/remediation-summary.ts';
import type { WishText } from '../../application/remediation/remediation-wish.ts';
import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { shownRemediationSchema } from '../../application/remediation/shown-remediation-schema.ts';
import { InputError, TransientError } from '../../core/errors.ts';
import type { RemediationStatus } from '../../core/remediation/course/remediation.ts';
import type { ApiClient } from '../api/api-client.ts';

type Api = Pick<ApiClient, 'get' | 'getText' | 'post'>;

/** The remediations of one tenant, over the API. Throws what the API answers, and TransientError where it answers otherwise. */
export class RemediationApi {
  readonly #api: Api;
  readonly #path: string;

  constructor(api: Api, tenantId: TenantId) {
    this.#api = api;
    this.#path = `remediations/${tenantId}`;
  }

  /** Of every page. */
  async list(status: RemediationStatus | undefined): Promise<readonly RemediationSummary[]> {
    const items: RemediationSummary[] = [];
    let continuation: string | undefined;
    do {
      const answer = await this.#api.get(this.#path, { size: 100, status, continuation });
      const page = understood(pageSchema, answer);
      items.push(...page.items);
      continuation = page.continuation;
    } while (continuation !== undefined);
    return items;
  }

  async show(id: RemediationId): Promise<ShownRemediation> {
    return understood(shownRemediationSchema, await this.#api.get(`${this.#path}/${id}`));
  }

  /** Its journal, as far as it tells of approvals. */
  async approvals(id: RemediationId): Promise<readonly ApprovalEntry[]> {
    return understood(journalSchema, await this.#api.get(`${this.#path}/${id}/journal`)).items;
  }

  async plans(control: string): Promise<PlansOfControl> {
    const path = `${this.#path}/plans/${encodeURIComponent(control)}`;
    return understood(plansOfControlSchema, await this.#api.get(path));
  }

  async propose(wish: WishText): Promise<ShownRemediation> {
    return understood(shownRemediationSchema, await this.#api.post(this.#path, wish));
  }

  async approve(id: RemediationId, approval: GivenApproval): Promise<ShownRemediation> {
    return this.#decide(id, 'approve', approval);
  }

  async end(id: RemediationId, ending: 'reject' | 'withdraw', reason: string): Promise<ShownRemediation> {
    return this.#decide(id, ending, { reason });
  }

  async graph(id: RemediationId): Promise<unknown> {
    return this.#api.get(`${this.#path}/${id}/graph`);
  }

  async terraform(id: RemediationId): Promise<string> {
    return this.#api.getText(`${this.#path}/${id}/terraform`);
  }

  async #decide(id: RemediationId, decision: string, body: object): Promise<ShownRemediation> {
    return understood(shownRemediationSchema, await this.#api.post(`${this.#path}/${id}/${decision}`, body));
  }
}

const approvalEntrySchema = z.object({
  at: z.string(),
  event: z.object({
    kind: z.string(),
    approval: z.exactOptional(z.object({ by: personSchema, reason: z.string() })),
    /** Why approvals were voided. */
    why: z.exactOptional(z.string()),
  }),
});
const journalSchema = z.object({ items: z.array(approvalEntrySchema) });

/** An entry of the journal; of what tells of no approval its time and kind. */
export type ApprovalEntry = z.output<typeof approvalEntrySchema>;

const pageSchema = z.object({
  items: z.array(remediationSummarySchema),
  continuation: z.optional(z.string()),
});

function understood<Schema extends z.core.$ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  try {
    return parseInput(schema, answer);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const [problem] = cause.problems;
    const message = `The API answers otherwise than this program expects (${problem?.member}: ${problem?.message}).`;
    throw new TransientError(message, { cause });
  }
}
