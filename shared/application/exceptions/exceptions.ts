import type { ControlException } from '../../core/exceptions/exception.ts';
import type { ExceptionStep } from '../../core/exceptions/exception-history.ts';
import type { RegisteredException } from '../../core/exceptions/registered-exception.ts';
import type { Caller } from '../caller.ts';
import type { ExceptionId, TenantId } from '../identifiers.ts';
import type { ExceptionFilter } from '../ports/exception-register.ts';
import type { Page, PageRequest } from '../ports/result-store.ts';
import {
  confirmException,
  type Deciding,
  rejectException,
  withdrawException,
} from './decide-on-exception.ts';
import type { ExceptionDependencies } from './exception-dependencies.ts';
import type { ExceptionProposal } from './exception-proposal.ts';
import type { ExceptionSummary } from './exception-summary.ts';
import { type ProposedException, proposeException } from './propose-exception.ts';
import { exceptionHistory, exportExceptions, getException, listExceptions } from './read-exceptions.ts';

/** The use cases of the register. All throw NotFoundError for a tenant that is not looked after. */
export interface Exceptions {
  list(
    tenantId: TenantId,
    status: ExceptionFilter['status'],
    page: PageRequest,
  ): Promise<Page<ExceptionSummary>>;
  get(tenantId: TenantId, id: ExceptionId): Promise<RegisteredException>;
  history(tenantId: TenantId, id: ExceptionId): Promise<readonly ExceptionStep[]>;
  /** Those that hold now, in the form of an exceptions file. */
  export(tenantId: TenantId): Promise<readonly ControlException[]>;
  propose(caller: Caller, tenantId: TenantId, proposal: ExceptionProposal): Promise<ProposedException>;
  confirm(deciding: Deciding, contentHash: string): Promise<RegisteredException>;
  reject(deciding: Deciding, reason?: string): Promise<RegisteredException>;
  withdraw(deciding: Deciding, reason?: string): Promise<RegisteredException>;
}

export function exceptionsUseCases(dependencies: ExceptionDependencies): Exceptions {
  return {
    list: (...asked) => listExceptions(dependencies, ...asked),
    get: (...asked) => getException(dependencies, ...asked),
    history: (...asked) => exceptionHistory(dependencies, ...asked),
    export: (...asked) => exportExceptions(dependencies, ...asked),
    propose: (...asked) => proposeException(dependencies, ...asked),
    confirm: (...asked) => confirmException(dependencies, ...asked),
    reject: (...asked) => rejectException(dependencies, ...asked),
    withdraw: (...asked) => withdrawException(dependencies, ...asked),
  };
}
