import { exitStatus } from './exit-status.ts';
import { processTerminal } from './terminal.ts';
import { whyCommand } from './why-command.ts';

// Node's own status for a bug is 1, which here would say that the sign-in is stopped.
process.on('uncaughtException', (error) => {
  process.stderr.write(`gateproof: internal error: ${error.message}\n`);
  process.exit(exitStatus.wrongInput);
});

process.exitCode = await whyCommand(process.argv.slice(2), processTerminal(process));
