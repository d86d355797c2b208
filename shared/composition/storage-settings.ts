import * as z from 'zod/mini';

const missingOrWrong = ({ input }: { readonly input?: unknown }) =>
  input === undefined ? 'is missing' : 'must be the https URL of a storage service';
const serviceUri = z.url({ protocol: /^https$/, error: missingOrWrong });
const clientId = z.guid('must be the client id (a GUID) of a user-assigned identity');

const identitySchema = z.pipe(
  z
    .object({
      AzureWebJobsStorage: z.optional(
        z.never('must be left out where AzureWebJobsStorage__...ServiceUri is set'),
      ),
      AzureWebJobsStorage__blobServiceUri: serviceUri,
      AzureWebJobsStorage__queueServiceUri: serviceUri,
      AzureWebJobsStorage__tableServiceUri: serviceUri,
      AzureWebJobsStorage__credential: z.optional(
        z.literal('managedidentity', 'must be managedidentity, the only credential that the app uses'),
      ),
      AzureWebJobsStorage__clientId: z.optional(clientId),
    })
    .check(
      z.refine(
        (settings) =>
          settings.AzureWebJobsStorage__clientId === undefined ||
          settings.AzureWebJobsStorage__credential !== undefined,
        {
          path: ['AzureWebJobsStorage__credential'],
          error: 'must be managedidentity where a clientId is set',
          // Also beside other problems: every wrong setting is named at once.
          when: () => true,
        },
      ),
    ),
  z.transform((settings) => ({
    kind: 'identity' as const,
    blobServiceUri: settings.AzureWebJobsStorage__blobServiceUri,
    queueServiceUri: settings.AzureWebJobsStorage__queueServiceUri,
    tableServiceUri: settings.AzureWebJobsStorage__tableServiceUri,
    clientId: settings.AzureWebJobsStorage__clientId,
  })),
);

/** For emulators, as it carries a key. The value is a secret: no message repeats it. */
const connectionStringSchema = z.pipe(
  z.object({
    AzureWebJobsStorage: z
      .string()
      .check(
        z.regex(
          /UseDevelopmentStorage=true|^(?=.*AccountName=[^;])(?=.*AccountKey=[^;])/i,
          'must be a connection string of a storage account, with its AccountName and AccountKey',
        ),
      ),
  }),
  z.transform(({ AzureWebJobsStorage: connectionString }) => ({
    kind: 'connectionString' as const,
    connectionString,
  })),
);

export type StorageSettings = z.infer<typeof identitySchema> | z.infer<typeof connectionStringSchema>;

/** The app shares the host's storage account and its connection, which the host reads from the same settings. */
export function parseStorageSettings(
  given: Readonly<Record<string, string | undefined>>,
): z.core.util.SafeParseResult<StorageSettings> {
  const hasServiceUri = Object.keys(given).some((name) => /^AzureWebJobsStorage__\w+ServiceUri$/.test(name));
  const byIdentity = hasServiceUri || given['AzureWebJobsStorage'] === undefined;
  return byIdentity ? identitySchema.safeParse(given) : connectionStringSchema.safeParse(given);
}
