import { randomUUID } from 'node:crypto';
import type { SandboxResponse } from '../http/message.ts';

/** What Entra says with its error numbers, those that the sandbox can meet. */
const descriptions: Readonly<Record<number, string>> = {
  50005:
    'User tried to sign in to a device from a platform that is currently not supported through Conditional Access policy.',
  50034:
    'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
  50057: 'The user account is disabled.',
  50076:
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  50097: 'Device authentication is required.',
  50142: 'Password change is required due to a conditional access policy.',
  50158: 'External security challenge not satisfied.',
  53000:
    'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.',
  53001:
    'Device is not in required device state: domain_joined. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
  53003:
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  530035:
    'Access has been blocked by security defaults. The request is deemed unsafe by security defaults policies.',
  530036:
    'The refresh token is not valid due to authentication flow checks by Conditional Access: it can never be used, and is to be deleted.',
  70016: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  70018: 'Bad verification code: the user code is not valid. Enter the code exactly as the device shows it.',
  70019: 'Verification code expired. Start the sign-in again.',
  70020: 'The provided value for the input parameter device_code is not valid.',
  65004: 'User declined to consent to access the app.',
  90002:
    'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  90014: 'The required field is missing from the request.',
  70003: 'The app returned an unsupported grant type.',
  90119: 'The user code is null, empty, or has been used already.',
  50011:
    'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  50147: 'The size of the code challenge parameter is not valid.',
  54005:
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  70008: 'The provided authorization code or refresh token has expired due to inactivity.',
  90023: 'The authentication request is not valid. The response_mode is not supported.',
  501481: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  501491: 'The code_challenge_method is missing or not supported: it must be S256.',
  700005: 'The provided authorization code is intended to use against another application.',
  700054: 'The response_type is not enabled for the application: it must be code.',
  900144: "The request must contain the following parameter: 'scope'.",
  9002313: 'Invalid request. Request is malformed or invalid.',
  700016: 'Application was not found in the directory.',
  7000215: 'Invalid client secret provided.',
};

export function describeError(errorCode: number): string {
  return descriptions[errorCode] ?? 'The sign-in failed.';
}

/** An error of the login endpoints in Entra's JSON form; `error` is the one of OAuth. */
export function loginError(status: number, error: string, errorCode: number, detail = ''): SandboxResponse {
  return { status, body: loginErrorBody(error, errorCode, detail) };
}

export function loginErrorBody(error: string, errorCode: number, detail = '') {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const sentences = [`AADSTS${errorCode}: ${describeError(errorCode)}`, detail].filter((text) => text !== '');
  return {
    error,
    error_description: `${sentences.join(' ')} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [errorCode],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  };
}
