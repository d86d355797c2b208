/** The story did not go as it is told: one line says where and how. */
export class StoryProblem extends Error {
  override readonly name = 'StoryProblem';
}

/** Throws StoryProblem. `otherwise`: what happened instead. */
export function expectThat(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new StoryProblem(otherwise);
}
