import process from 'node:process';

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const parentPollMilliseconds = 500;

/**
 * Calls back once when the process is asked to end: by a signal (Ctrl-C, a closed terminal), by a closed pipe, or
 * because its parent is gone. The status is what a shell would show for that signal.
 */
export function onEnd(end: (status: number) => void): void {
  let asked = false;
  const ask = (status: number) => {
    if (asked) return;
    asked = true;
    end(status);
  };
  // Further signals do nothing: Ctrl-C often arrives twice, from the terminal and through npm.
  for (const [signal, status] of Object.entries(signals)) process.on(signal, () => ask(status));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => ask(signals.SIGHUP));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) ask(signals.SIGHUP);
  }, parentPollMilliseconds).unref();
}
