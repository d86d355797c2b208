/** Resolves after so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;
