import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Conditional Access data that other people wrote. It is no part of the repository: it lies beside it, or where
 * GATEPROOF_CORPUS says.
 */
export const corpusFolder =
  process.env['GATEPROOF_CORPUS'] ?? fileURLToPath(new URL('../../shared/corpus', import.meta.url));

export const hasCorpus = existsSync(corpusFolder);

/** For the name of what is left out without it. */
export const withCorpus = hasCorpus ? '' : ' (skipped: no folder with them)';
