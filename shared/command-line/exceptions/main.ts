import { openApi } from '../api/open-api.ts';
import { processTerminal } from '../terminal.ts';
import { exceptionsCommand } from './exceptions-command.ts';

const terminal = processTerminal(process);
const person = { isPresent: process.stderr.isTTY === true, tell: terminal.complain };

process.exitCode = await exceptionsCommand(process.argv.slice(2), {
  terminal,
  environment: process.env,
  openApi: () => openApi(process.env, person),
});
