import { exitStatus } from '../exit-status.ts';
import { processTerminal } from '../terminal.ts';
import { planCommand } from './plan-command.ts';

// Node's own status for a bug is 1, which here would say that no plan suffices.
process.on('uncaughtException', (error) => {
  process.stderr.write(`gateproof: internal error: ${error.message}\n`);
  process.exit(exitStatus.wrongInput);
});

process.exitCode = await planCommand(process.argv.slice(2), processTerminal(process));
