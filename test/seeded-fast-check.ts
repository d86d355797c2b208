import fc from 'fast-check';
import { seed } from './properties/runs.ts';

// The default run tries the same values on every machine; a run with `GATEPROOF_FULL=1` draws new ones.
fc.configureGlobal({ seed });

export { fc };
