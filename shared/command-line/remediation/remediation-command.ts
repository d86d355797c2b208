import {
  ConflictError,
  ForbiddenError,
  InputError,
  NotFoundError,
  UnauthenticatedError,
} from '../../core/errors.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { ApprovalSigner } from '../api/approval-signer.ts';
import { inOneLine, withoutControls } from '../one-line.ts';
import { renderPlans } from '../plan/render-plans.ts';
import type { Terminal } from '../terminal.ts';
import { approve } from './approve.ts';
import { parseRemediationArguments, type RemediationArguments, type TableFormat } from './arguments.ts';
import { RemediationApi } from './remediation-api.ts';
import { renderRemediation } from './render-remediation.ts';
import { renderRemediations, renderStep } from './render-remediations.ts';
import { remediationUsage } from './usage.ts';

const exitStatus = { done: 0, refused: 1, wrongCall: 2, other: 3 } as const;
type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export interface RemediationCommandOptions {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether somebody sits there who reads what is written. */
  readonly isRead: boolean;
  /** Both are opened when the call is known to be right, the signer for approvals only. Throw InputError. */
  readonly openApi: () => Pick<ApiClient, 'get' | 'getText' | 'post'>;
  readonly openSigner: () => ApprovalSigner;
}

/** The whole command; answers on the terminal, and gives the exit status. Never throws. */
export async function remediationCommand(
  words: readonly string[],
  options: RemediationCommandOptions,
): Promise<ExitStatus> {
  const { terminal, environment } = options;
  try {
    const asked = parseRemediationArguments(words, environment);
    await terminal.write(asked === 'help' ? remediationUsage : await answerOf(asked, options));
    return exitStatus.done;
  } catch (error) {
    if (error instanceof InputError) terminal.complain(inOneLine(error));
    else terminal.complain(withoutControls(error instanceof Error ? error.message : String(error)));
    return statusOf(error);
  }
}

function statusOf(error: unknown): ExitStatus {
  if (error instanceof InputError) return exitStatus.wrongCall;
  const refusals = [ForbiddenError, ConflictError, UnauthenticatedError, NotFoundError];
  return refusals.some((kind) => error instanceof kind) ? exitStatus.refused : exitStatus.other;
}

async function answerOf(asked: RemediationArguments, options: RemediationCommandOptions): Promise<string> {
  const { terminal } = options;
  const api = new RemediationApi(options.openApi(), asked.tenantId);
  const step = async (changed: ReturnType<RemediationApi['show']>, format: TableFormat) =>
    inFormat(format, await changed, renderStep);
  switch (asked.command) {
    case 'list':
      return inFormat(asked.format, await api.list(asked.status), renderRemediations);
    case 'show': {
      const shown = await api.show(asked.id);
      if (asked.format === 'json') return jsonText(shown);
      return renderRemediation(shown, await api.approvals(asked.id), terminal.colours);
    }
    case 'plans':
      return inFormat(asked.format, await api.plans(asked.control), (plans) =>
        renderPlans({ ...plans, plannedAt: plans.scannedAt }, 1, {
          colours: terminal.colours,
          nameOf: (id) => id,
        }),
      );
    case 'propose':
      return step(api.propose({ control: asked.control, plan: asked.plan }), asked.format);
    case 'roll-back':
      return step(api.propose({ rollBack: asked.id }), asked.format);
    case 'restore':
      return step(api.propose({ restore: asked.id }), asked.format);
    case 'approve':
      return step(approve(asked, api, options.openSigner(), options), asked.format);
    case 'reject':
    case 'withdraw':
      return step(api.end(asked.id, asked.command, asked.reason), asked.format);
    case 'export':
      return asked.format === 'terraform' ? api.terraform(asked.id) : jsonText(await api.graph(asked.id));
  }
}

function inFormat<Value>(format: TableFormat, value: Value, render: (value: Value) => string): string {
  return format === 'json' ? jsonText(value) : render(value);
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
