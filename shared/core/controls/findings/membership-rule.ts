/**
 * The attributes in a dynamic membership rule whose values people can choose. A member manages the own mobile phone
 * number, and may invite guests; whoever invites a guest, and the guest's home tenant, set the others
 * (MicrosoftDocs/entra-docs docs/fundamentals/users-default-permissions.md, 2025-03-05).
 */
export function attributesOfUsersChoice(rule: string): readonly string[] {
  const asked = new Set([...rule.matchAll(/\buser\.(\w+)/gi)].map(([, name = '']) => name.toLowerCase()));
  const onlyMembers = /user\.userType\s+-eq\s+["']member["']/i.test(rule);
  const chosen = onlyMembers ? ownAttributes : [...ownAttributes, ...guestAttributes];
  return chosen.filter((name) => asked.has(name.toLowerCase()));
}

const ownAttributes = ['mobile'];

const guestAttributes = [
  'displayName',
  'givenName',
  'mail',
  'mailNickname',
  'otherMails',
  'proxyAddresses',
  'surname',
  'userPrincipalName',
];
