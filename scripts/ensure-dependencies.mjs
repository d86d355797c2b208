/**
 * Installs the dependencies when they are missing or differ from the lockfile, then runs the given command
 * with `node_modules/.bin` first on the PATH, so that it runs on the pinned Node whatever the system has.
 * Plain JavaScript without dependencies: this is the one file that the system's own Node (20 or newer) runs.
 *
 * Usage: node scripts/ensure-dependencies.mjs COMMAND [ARGUMENT...]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = 20;

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages;
}

/** npm keeps what it really installed in a hidden lockfile; packages for other platforms are absent there. */
function dependenciesAreCurrent() {
  const installedLockfile = join('node_modules', '.package-lock.json');
  if (!existsSync(join(root, installedLockfile))) return false;
  const installed = packagesOf(installedLockfile);
  return Object.entries(packagesOf('package-lock.json'))
    .filter(([path, wanted]) => path !== '' && !wanted.optional)
    .every(([path, wanted]) => installed[path]?.version === wanted.version);
}

function install() {
  process.stderr.write('Installing dependencies (once, about half a minute) ...\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error !== undefined || status !== 0) {
    refuse(
      `The dependencies could not be installed${error === undefined ? '' : ` (${error.message})`}. ` +
        'Check that the npm registry can be reached ("npm ping") and run the command again.',
    );
  }
}

function run([command, ...args]) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  // Ctrl-C reaches the child by itself where they share a terminal; a signal sent to this process alone is passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  endWithParent(child);
  child.on('error', (error) => refuse(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** Nothing says goodbye when npm or the shell above is killed, but the system then gives this process another parent. */
function endWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  refuse(
    `Node ${process.versions.node} is too old: install Node ${oldestNode} or newer and run the command again.`,
  );
}
if (!dependenciesAreCurrent()) install();
run(process.argv.slice(2));
