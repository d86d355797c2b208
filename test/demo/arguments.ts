import { parseArgs } from 'node:util';
import { UsageProblem } from '../sandbox/launcher/start-problem.ts';

export const usage = `npm run demo -- [options]
  --interactive   you decide, at this terminal or in a browser: play it with two people
  --verbose       show what both apps log
`;

export interface DemoArguments {
  readonly interactive: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** Throws UsageProblem for an option that there is not. */
export function readArguments(args: readonly string[]): DemoArguments {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = { interactive: flag, verbose: flag, help: { ...flag, short: 'h' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UsageProblem(`${problem}\n${usage}`, { cause });
  }
}
