/**
 * The parameters of a path that fits a template such as `{tenantId}/scans`; undefined for one that does not. The path
 * is as it was sent, percent-encoded. Words match in any case, as they do for the host.
 */
export function parametersOf(path: string, template: string): Readonly<Record<string, string>> | undefined {
  const given = decoded(path.split('/').filter(Boolean));
  const wanted = template.split('/').filter(Boolean);
  if (given?.length !== wanted.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of given.entries()) {
    const name = /^\{(.+)\}$/.exec(wanted[index] ?? '')?.[1];
    if (name !== undefined) parameters[name] = segment;
    else if (wanted[index] !== segment.toLowerCase()) return undefined;
  }
  return parameters;
}

function decoded(segments: readonly string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    // A percent sign that encodes nothing is no path of ours.
    return undefined;
  }
}
