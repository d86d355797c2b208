import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { WhatIf, WhatIfResult } from '../../application/ports/what-if.ts';
import type { WhatIfRequest } from '../../core/controls/control-result.ts';
import { NotFoundError, TransientError } from '../../core/errors.ts';
import { forCaller } from './for-caller.ts';
import type { GraphConnection } from './graph-connection.ts';
import { readFailureOf } from './read-failure.ts';
import { refusedReading } from './refused-reading.ts';
import { TenantConnections, type TenantConnectionsOptions } from './tenant-connections.ts';

/** One question, with the waiting that Graph's limit of one request a second costs. */
const deadlineMs = 60_000;
const path = '/identity/conditionalAccess/evaluate';

const answerSchema = z.object({
  value: z.array(
    z.object({
      id: z.string().check(z.minLength(1)),
      state: z.string(),
      policyApplies: z.boolean(),
      analysisReasons: z.nullish(z.string()),
    }),
  ),
  // A part of the answer would read as policies that do not apply.
  '@odata.nextLink': z.nullish(z.undefined()),
});

/** Asks Graph's evaluate call, which changes nothing. */
export class GraphWhatIf implements WhatIf {
  readonly #connections: TenantConnections;

  constructor(options: TenantConnectionsOptions) {
    this.#connections = new TenantConnections(options, deadlineMs);
  }

  async evaluate(tenantId: TenantId, request: WhatIfRequest): Promise<readonly WhatIfResult[]> {
    const answer = answerSchema.safeParse(await forCaller(ask(this.#connections.to(tenantId), request)));
    if (!answer.success) {
      const problem = z.prettifyError(answer.error);
      throw new TransientError(`What If answered something else than a list of policies: ${problem}`);
    }
    return answer.data.value.map(({ id, state, policyApplies, analysisReasons }) => ({
      policyId: id,
      state,
      policyApplies,
      analysisReasons: flagsOf(analysisReasons ?? ''),
    }));
  }
}

async function ask({ client }: GraphConnection, request: WhatIfRequest): Promise<unknown> {
  try {
    return await client.api(path).version('v1.0').post(request);
  } catch (error) {
    const failure = readFailureOf(error);
    if (failure.kind === 'notFound') {
      throw new NotFoundError(`What If knows no such user: ${failure.why}.`, { cause: failure.cause });
    }
    throw refusedReading('What If', failure, 'whatIf');
  }
}

/** Graph joins flags by commas; `notSet` is none. */
function flagsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((flag) => flag.trim())
    .filter((flag) => flag !== '' && flag !== 'notSet');
}
