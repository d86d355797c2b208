import { approvalSigner } from '../api/approval-signer.ts';
import { openApi } from '../api/open-api.ts';
import { processTerminal } from '../terminal.ts';
import { remediationCommand } from './remediation-command.ts';

const terminal = processTerminal(process);
const person = { isPresent: process.stderr.isTTY === true, tell: terminal.complain };

process.exitCode = await remediationCommand(process.argv.slice(2), {
  terminal,
  environment: process.env,
  isRead: process.stdout.isTTY === true,
  openApi: () => openApi(process.env, person),
  openSigner: () => approvalSigner(process.env, person),
});
