/**
 * Template tag for a path with a query: every value is percent-encoded. The SDK encodes nothing, so an `&` in an id
 * would split the query and a `#` would cut it off.
 */
export function graphPath(literals: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: literals }, ...values.map(encodeURIComponent));
}

/** A string literal of an OData filter. */
export function odataString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
