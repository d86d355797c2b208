import { openJournals } from '../../composition/journal.ts';
import { exitStatus } from '../exit-status.ts';
import { processTerminal } from '../terminal.ts';
import { journalCommand } from './journal-command.ts';

// A bug must not look like a broken journal.
process.on('uncaughtException', (error) => {
  process.stderr.write(`gateproof: internal error: ${error.message}\n`);
  process.exit(exitStatus.wrongInput);
});

process.exitCode = await journalCommand(process.argv.slice(2), {
  terminal: processTerminal(process),
  openJournals: () => openJournals(process.env),
});
