/** Whoever tells the story while it happens. */
export interface Narrator {
  chapter(title: string): void;
  say(sentence: string): void;
  /** Accompanies what takes a while. */
  while<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
}
