import { accessToken, type Person } from './access-token.ts';
import { ApiClient } from './api-client.ts';
import { readApiSettings } from './api-settings.ts';

/**
 * The API that the environment names, asked as the person at the terminal or as whoever GATEPROOF_ACCESS_TOKEN speaks
 * of. Throws InputError.
 */
export function openApi(
  environment: Readonly<Record<string, string | undefined>>,
  person: Person,
): ApiClient {
  const settings = readApiSettings(environment);
  return new ApiClient({ url: settings.GATEPROOF_API_URL, token: accessToken(settings, person) });
}
