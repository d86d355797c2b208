const longestTitle = 200;
const longestText = 1_500;

/**
 * Names in it are the tenant's: whatever would break a line, turn its direction or hide in it becomes a blank. Markup
 * stays, as what counts as such is for each channel to say.
 */
export function plainTitle(title: string): string {
  return shortened(title, longestTitle);
}

export function plainText(text: string): string {
  return shortened(text, longestText);
}

function shortened(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (line.length <= most) return line;
  // Without the first half of a character that the cut goes through.
  return `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
