/**
 * Steps that the proof of one control may take unless told otherwise: half a minute at worst. A question that is not
 * entangled takes some hundred.
 */
export const defaultStepLimit = 1_000_000;
