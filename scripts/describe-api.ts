/** Writes the OpenAPI document of the API, and the schema of the messages that other pipelines send, to docs/. */
import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '../functions/http/open-api/document.ts';
import { jsonSchemaOf } from '../functions/http/open-api/json-schema.ts';
import { everyOperation } from '../functions/http/routes.ts';
import { remediationRequestSchema } from '../shared/application/remediation/remediation-request.ts';

/** The text of docs/openapi.json. */
export function describedApi(): string {
  return `${JSON.stringify(openApiDocument(everyOperation), null, 2)}\n`;
}

/** The text of docs/remediation-request.schema.json. */
export function describedRequest(): string {
  const schema = jsonSchemaOf(remediationRequestSchema, 'input');
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  const title = 'A message on the queue remediation-requests';
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}

if (import.meta.main) {
  await writeFile(new URL('../docs/openapi.json', import.meta.url), describedApi());
  await writeFile(new URL('../docs/remediation-request.schema.json', import.meta.url), describedRequest());
}
