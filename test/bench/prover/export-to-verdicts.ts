import { tenantIn } from '../../../shared/command-line/tenant-input.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import { mediansInTurns } from '../in-turns.ts';
import { duration, grouped } from '../number-text.ts';
import { atMost, type Figure, type Section } from '../section.ts';
import { exportText } from '../tenants/export-text.ts';
import { generateTenant } from '../tenants/generated-tenant.ts';

const sizes = [1_000, 10_000, 100_000];
const at = '2026-07-01T00:00:00Z';

/** Tenants up to that many users; what a string can hold ends soon after the largest. */
export const exportToVerdicts = (mostUsers: number): Section => ({
  name: 'verdicts',
  title: "From an export's text to all verdicts, against JSON.parse of the same text alone (195 policies):",
  measure: async (step) => {
    const figures: Figure[] = [];
    for (const users of sizes.filter((size) => size <= mostUsers)) {
      const text = await step('Generating a tenant', async () => exportText(generateTenant(users)));
      figures.push(await step(`Judging ${grouped(users)} users`, () => figureOf(users, text)));
    }
    return figures;
  },
});

/** As the command line goes from the bytes of a file to the verdicts, checks of the export among it. */
async function figureOf(users: number, text: string): Promise<Figure> {
  const bytes = Buffer.from(text);
  const { parse, read, build, judge } = await mediansInTurns(
    {
      parse: () => JSON.parse(text),
      read: () => tenantIn(bytes),
      // Asked for no control, the prover understands the tenant and decides nothing.
      build: () => judgeTenant(tenantIn(bytes), { at, controls: [] }),
      judge: () => judgeTenant(tenantIn(bytes), { at }),
    },
    { most: 7, milliseconds: 15_000 },
  );
  const ratio = judge / parse;
  const parts = `read ${duration(read)}, build ${duration(build - read)}, decide ${duration(judge - build)}`;
  return {
    what: `${grouped(users)} users: JSON.parse ${duration(parse)}; ${parts}`,
    value: ratio.toFixed(2),
    goal: atMost(1.5, ratio),
  };
}
