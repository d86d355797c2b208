import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { duration, grouped } from '../number-text.ts';
import type { Figure, Section } from '../section.ts';
import { type HardFamily, hardFamilies } from './hard-tenants.ts';

/** Five times as many policies as a tenant may hold; a family's next case is not begun after so long. */
const mostPolicies = 1_024;
const longestMilliseconds = 15_000;

export const worstCases: Section = {
  name: 'worst-cases',
  title:
    'Tenants made to be hard to decide, 2.2.3, within the default bound (a tenant can have 195 policies):',
  measure: async (step) => {
    const figures: Figure[] = [];
    for (const family of hardFamilies)
      figures.push(...(await step(family.name, async () => figuresOf(family))));
    return figures;
  },
};

interface Case {
  readonly policies: number;
  readonly verdict: string;
  /** Within the bound; a decided one may be inconclusive too, over what was not read. */
  readonly isDecided: boolean;
  readonly milliseconds: number;
}

function figuresOf({ name, tenantOf }: HardFamily): readonly Figure[] {
  const cases: Case[] = [];
  const started = performance.now();
  for (let policies = 16; policies <= mostPolicies; policies *= 2) {
    const found = caseOf(policies, tenantOf(policies));
    cases.push(found);
    if (!found.isDecided || performance.now() - started > longestMilliseconds) break;
  }
  const largest = cases.findLast(({ isDecided }) => isDecided);
  const tooHard = cases.find(({ isDecided }) => !isDecided);
  return [
    ...(largest === undefined ? [] : [{ what: `${name}: largest decided`, value: textOf(largest) }]),
    ...(tooHard === undefined
      ? []
      : [
          {
            what: `${name}: past the bound`,
            value: textOf(tooHard),
            goal: { text: 'inconclusive', met: tooHard.verdict === 'inconclusive' },
          },
        ]),
  ];
}

function caseOf(policies: number, tenant: TenantSnapshot): Case {
  const started = performance.now();
  const { controls } = judgeTenant(tenant, {
    at: '2026-07-01T00:00:00Z',
    controls: ['device-code-flow-blocked'],
  });
  const milliseconds = performance.now() - started;
  const [result] = controls;
  if (result === undefined) throw new Error('The control was not decided.');
  const isDecided = !result.reasons.some((reason) => reason.includes('within the set bound'));
  return { policies, verdict: result.verdict, isDecided, milliseconds };
}

function textOf({ policies, verdict, milliseconds }: Case): string {
  return `${grouped(policies)} policies, ${verdict}, ${duration(milliseconds)}`;
}
