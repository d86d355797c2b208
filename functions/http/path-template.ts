/** The parameters of a path that fits a template such as `{tenantId}/scans`; undefined for one that does not. */
export function parametersOf(path: string, template: string): Readonly<Record<string, string>> | undefined {
  const given = path.split('/').filter(Boolean);
  const wanted = template.split('/').filter(Boolean);
  if (given.length !== wanted.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of given.entries()) {
    const name = /^\{(.+)\}$/.exec(wanted[index] ?? '')?.[1];
    if (name !== undefined) parameters[name] = segment;
    else if (wanted[index] !== segment) return undefined;
  }
  return parameters;
}
