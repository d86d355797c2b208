/** A block of HashiCorp's configuration language, as far as resources need it. */
export interface HclBlock {
  readonly attributes?: Readonly<Record<string, HclValue | undefined>>;
  readonly blocks?: Readonly<Record<string, HclBlock | undefined>>;
}

export type HclValue = string | number | boolean | readonly string[] | HclReference;

/** An expression that is written as it stands, e.g. the address of a resource. */
export interface HclReference {
  readonly reference: string;
}

/** The block as text, two blanks a level, the way `terraform fmt` lays it out. */
export function hclText(header: string, block: HclBlock, indent = ''): string {
  const inner = `${indent}  `;
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, valueText(value)] as const],
  );
  const width = Math.max(0, ...attributes.map(([name]) => name.length));
  const blocks = Object.entries(block.blocks ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [hclText(name, value, inner)],
  );
  const lines = attributes.map(([name, value]) => `${inner}${name.padEnd(width)} = ${value}`);
  const body = [...(lines.length > 0 ? [lines.join('\n')] : []), ...blocks].join('\n\n');
  return `${indent}${header} {\n${body}\n${indent}}`;
}

function hclString(text: string): string {
  const escaped = JSON.stringify(text).replaceAll(/\$\{/g, '$$$${').replaceAll(/%\{/g, '%%{');
  // JSON's \b and \f are unknown to HCL.
  return escaped.replaceAll(
    /(?<!\\)((?:\\\\)*)\\([bf])/g,
    (_, before, letter) => `${before}\\u000${letter === 'b' ? '8' : 'c'}`,
  );
}

function valueText(value: HclValue): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return 'reference' in value ? value.reference : `[${value.map(hclString).join(', ')}]`;
}
