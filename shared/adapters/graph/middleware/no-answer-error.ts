/** No whole answer came: the network failed, time ran out, or the body was cut. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}
