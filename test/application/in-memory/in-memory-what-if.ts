import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { WhatIf, WhatIfResult } from '../../../shared/application/ports/what-if.ts';
import type { WhatIfRequest } from '../../../shared/core/controls/control-result.ts';

/** Keeps what it was asked; what it answers can be set. Until then it knows no policy. */
export class InMemoryWhatIf implements WhatIf {
  readonly questions: WhatIfRequest[] = [];
  answer: (request: WhatIfRequest) => Promise<readonly WhatIfResult[]> = async () => [];

  async evaluate(_tenantId: TenantId, request: WhatIfRequest): Promise<readonly WhatIfResult[]> {
    this.questions.push(request);
    return this.answer(request);
  }
}
