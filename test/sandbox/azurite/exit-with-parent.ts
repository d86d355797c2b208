/**
 * Loaded into a child process before its own code: when the parent is gone, however it went, its end of the
 * message channel closes, and the child ends too. SIGTERM first, so that data in a folder is written out.
 */
const endWithinMilliseconds = 3_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), endWithinMilliseconds).unref();
  process.kill(process.pid, 'SIGTERM');
});

// The channel alone must not keep a child alive that has closed its servers.
process.channel?.unref();
