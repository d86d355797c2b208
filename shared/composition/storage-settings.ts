import * as z from 'zod/mini';

const serviceUri = z.optional(
  z.url({ protocol: /^https$/, error: 'must be the https URL of a storage service' }),
);
const serviceUriNames = ['blobServiceUri', 'queueServiceUri', 'tableServiceUri'] as const;
type ServiceUriName = (typeof serviceUriNames)[number];

const hostStorageSchema = z.object({
  /** A connection string; for emulators, as it carries a key. */
  AzureWebJobsStorage: z.optional(z.string()),
  AzureWebJobsStorage__blobServiceUri: serviceUri,
  AzureWebJobsStorage__queueServiceUri: serviceUri,
  AzureWebJobsStorage__tableServiceUri: serviceUri,
  AzureWebJobsStorage__credential: z.optional(
    z.literal('managedidentity', 'must be managedidentity, the only credential that the app uses'),
  ),
  AzureWebJobsStorage__clientId: z.optional(
    z.guid('must be the client id (a GUID) of a user-assigned identity'),
  ),
});

/** The app shares the host's storage account and its connection, which the host reads from the same settings. */
export const storageSettings = z.pipe(
  hostStorageSchema,
  z.transform((settings, context) => {
    const { AzureWebJobsStorage: connectionString, AzureWebJobsStorage__clientId: clientId } = settings;
    const uris = Object.fromEntries(
      serviceUriNames.flatMap((name) => {
        const uri = settings[`AzureWebJobsStorage__${name}`];
        return uri === undefined ? [] : [[name, uri]];
      }),
    );
    const problem = (path: string, message: string) => {
      context.issues.push({ code: 'custom', path: [path], message, input: settings });
      return z.NEVER;
    };

    if (connectionString !== undefined) {
      if (Object.keys(uris).length === 0) return { kind: 'connectionString' as const, connectionString };
      return problem(
        'AzureWebJobsStorage',
        'must be left out where AzureWebJobsStorage__...ServiceUri is set',
      );
    }
    if (!hasEveryUri(uris)) {
      const absent = serviceUriNames.filter((name) => uris[name] === undefined);
      for (const name of absent) problem(`AzureWebJobsStorage__${name}`, 'is missing');
      return z.NEVER;
    }
    if (clientId !== undefined && settings.AzureWebJobsStorage__credential === undefined) {
      return problem('AzureWebJobsStorage__credential', 'must be managedidentity where a clientId is set');
    }
    return { kind: 'identity' as const, ...uris, clientId };
  }),
);

function hasEveryUri(uris: Partial<Record<ServiceUriName, string>>): uris is Record<ServiceUriName, string> {
  return serviceUriNames.every((name) => uris[name] !== undefined);
}
