import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import { allControls } from '../../shared/core/controls/catalogue.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import { corpusFolder } from '../corpus.ts';

/** A tenant as the suite has it: what the check looks at, and nothing else. */
const tenantSchema = z.strictObject({
  tenant: z.string().optional(),
  policies: z.array(z.unknown()).default([]),
  namedLocations: z.array(z.unknown()).optional(),
});

const caseSchema = z.object({
  check: z.string(),
  test: z.string(),
  /** The id of the control; `-adjacent` marks a check of something near it. */
  cisAzureFoundations300: z.string().transform((id) => id.replace('-adjacent', '')),
  input: z.union([z.strictObject({ tenants: z.array(tenantSchema) }), tenantSchema]),
  expected: z.object({ statuses: z.array(z.enum(['PASS', 'FAIL'])) }),
});

type SuiteCase = z.output<typeof caseSchema>;

/** What both say of one case, as the page writes it. */
export interface CaseVerdicts {
  readonly check: string;
  readonly test: string;
  readonly prowler: string;
  readonly gateproof: string;
}

/** The cases of Prowler's tests, each with both verdicts. */
export function judgeSuite(): readonly CaseVerdicts[] {
  const text = readFileSync(join(corpusFolder, 'expected-verdicts.json'), 'utf8');
  return z.array(caseSchema).parse(JSON.parse(text)).map(judgeCase);
}

function judgeCase({ check, test, cisAzureFoundations300: id, input, expected }: SuiteCase): CaseVerdicts {
  const control = allControls.find((one) => one.id === id);
  if (control === undefined) throw new Error(`There is no control ${id}.`);
  const tenants = 'tenants' in input ? input.tenants : [input];
  const verdicts = tenants.flatMap(({ policies, namedLocations }) => {
    const snapshot = readTenantExport({
      policies,
      ...(namedLocations === undefined ? {} : { namedLocations }),
    });
    return judgeTenant(snapshot, { at: '2026-11-22T00:00:00Z', controls: [control.key] }).controls;
  });
  return {
    check,
    test,
    prowler: inWords(expected.statuses.map((status) => status.toLowerCase())),
    gateproof: inWords(verdicts.map(({ verdict }) => verdict)),
  };
}

function inWords(verdicts: readonly string[]): string {
  return verdicts.length === 0 ? 'nothing' : verdicts.join(', ');
}
