import { type AppRole, appRoles } from '../../../shared/application/app-roles.ts';

const authority = 'https://login.microsoftonline.com/organizations/oauth2/v2.0';

/** The app roles stand where OAuth has scopes: Entra puts those of the caller into every token for the API. */
const scopes = Object.fromEntries(appRoles.map((role) => [role, 'An app role of the API.']));

export const securitySchemes = {
  entra: {
    type: 'oauth2',
    description:
      'Access tokens of Microsoft Entra ID for the API, asked for with the scope `CLIENT-ID-OF-THE-API/.default`. In ' +
      'the addresses, `organizations` stands for the id of the tenant that the API is registered in.',
    flows: {
      authorizationCode: {
        authorizationUrl: `${authority}/authorize`,
        tokenUrl: `${authority}/token`,
        scopes,
      },
      clientCredentials: { tokenUrl: `${authority}/token`, scopes },
    },
  },
};

export function securityOf(role: AppRole | 'none'): readonly { readonly entra: readonly AppRole[] }[] {
  return role === 'none' ? [] : [{ entra: [role] }];
}
