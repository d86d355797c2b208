const longEnough = 65_536;

/** The lines put together, none cut: pieces that are worth a write or a block of a blob, and little memory each. */
export function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < longEnough) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
