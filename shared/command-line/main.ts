import { exitStatus } from './exit-status.ts';
import { scanCommand } from './scan-command.ts';
import { processTerminal } from './terminal.ts';

// Node's own status for a bug is 1, which here would say that a control fails.
process.on('uncaughtException', (error) => {
  process.stderr.write(`gateproof: internal error: ${error.message}\n`);
  process.exit(exitStatus.wrongInput);
});

process.exitCode = await scanCommand(process.argv.slice(2), processTerminal(process));
