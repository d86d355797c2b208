/** A route of ASP.NET's template syntax, written for find-my-way. */
export type RoutePattern = {
  /** Paths that match: an optional last parameter makes two. Parameters are named p0, p1, ... and `*`. */
  readonly paths: readonly string[];
  /** The names in the template, in the order of those parameters; `*` belongs to the last. */
  readonly parameters: readonly string[];
};

/** Written without groups and anchored, as find-my-way wants them. */
const constraints: Readonly<Record<string, string>> = {
  guid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  int: '^-?[0-9]{1,10}$',
  long: '^-?[0-9]{1,19}$',
  bool: '^[tT][rR][uU][eE]$|^[fF][aA][lL][sS][eE]$',
  alpha: '^[a-zA-Z]*$',
};

const parameter = /\{(?<catchAll>\*{0,2})(?<name>[^:{}?*=]+)(?::(?<constraint>[^{}?]+))?(?<optional>\??)\}/g;

/** Throws for a template that this host cannot follow, instead of routing wrongly. */
export function parseRouteTemplate(template: string): RoutePattern {
  const segments = template.split('/').filter((segment) => segment !== '');
  const parameters: string[] = [];
  const paths = segments.map((segment, index) => {
    const path = segment
      .replaceAll(':', (colon, at: number) => (isInside(segment, at) ? colon : '::'))
      .replaceAll(parameter, (text, catchAll, name, constraint, optional) => {
        if ((catchAll || optional) && (index < segments.length - 1 || text !== segment)) {
          throw new Error(`Route '${template}': only a whole last segment can be ${text}.`);
        }
        parameters.push(name);
        return catchAll ? '*' : `:p${parameters.length - 1}${patternOf(constraint, template)}`;
      });
    if (/[{}]/.test(path.replaceAll(/\(.*\)/g, ''))) {
      throw new Error(`Route '${template}': '${segment}' cannot be read.`);
    }
    return path;
  });
  const whole = `/${paths.join('/')}`;
  const without = `/${paths.slice(0, -1).join('/')}`;
  const canEndEarlier = /^\{\*|\?\}$/.test(segments.at(-1) ?? '');
  return { paths: canEndEarlier ? [without, whole] : [whole], parameters };
}

function isInside(segment: string, at: number): boolean {
  return segment.lastIndexOf('{', at) > segment.lastIndexOf('}', at);
}

function patternOf(constraint: string | undefined, template: string): string {
  if (!constraint) return '';
  const pattern = constraints[constraint];
  if (!pattern) {
    const known = Object.keys(constraints).join(', ');
    throw new Error(
      `Route '${template}': the constraint '${constraint}' is not simulated; known are ${known}.`,
    );
  }
  return `(${pattern})`;
}
