/** What is said of a setting that has no or the wrong value; the value itself, which may be a secret, never is. */

interface Issue {
  readonly input?: unknown;
}

export function nameMissing({ input }: Issue): string | undefined {
  return input === undefined ? 'is missing' : undefined;
}

export function missingOr(message: string): (issue: Issue) => string {
  return (issue) => nameMissing(issue) ?? unresolved(issue) ?? message;
}

/** Azure hands a reference over as it stands where it cannot follow it. */
function unresolved({ input }: Issue): string | undefined {
  return typeof input === 'string' && input.startsWith('@Microsoft.KeyVault(')
    ? 'is a Key Vault reference that Azure could not follow: let the app read the secret (Key Vault Secrets User)'
    : undefined;
}
