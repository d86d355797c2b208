/** Writes the OpenAPI document of the API to docs/openapi.json. */
import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '../functions/http/open-api/document.ts';
import { everyOperation } from '../functions/http/routes.ts';

/** The text of docs/openapi.json. */
export function describedApi(): string {
  return `${JSON.stringify(openApiDocument(everyOperation), null, 2)}\n`;
}

if (import.meta.main) {
  await writeFile(new URL('../docs/openapi.json', import.meta.url), describedApi());
}
