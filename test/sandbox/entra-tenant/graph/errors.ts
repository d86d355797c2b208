import { randomUUID } from 'node:crypto';
import type { SandboxResponse } from '../http/message.ts';

/** An error in the form that Microsoft Graph gives it. */
export function graphError(status: number, code: string, message: string): SandboxResponse {
  const requestId = randomUUID();
  return {
    status,
    headers: { 'request-id': requestId, 'client-request-id': requestId },
    body: {
      error: {
        code,
        message,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': requestId,
        },
      },
    },
  };
}

export function badRequest(message: string): SandboxResponse {
  return graphError(400, 'BadRequest', message);
}

export function accessDenied(): SandboxResponse {
  return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export function notFound(id: string): SandboxResponse {
  return graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
