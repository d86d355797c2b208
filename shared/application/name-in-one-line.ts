/** Names are the tenant's: whatever would break the line or turn its direction becomes a blank. */
export function nameInOneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
