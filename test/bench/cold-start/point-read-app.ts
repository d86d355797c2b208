/** What the cold start of the app is held against: one function that reads one row, and nothing more. */
import { TableClient } from '@azure/data-tables';
import { app } from '@azure/functions';
import { ManagedIdentityCredential } from '@azure/identity';

const {
  AzureWebJobsStorage__tableServiceUri: tableServiceUri = '',
  AzureWebJobsStorage__clientId: clientId = '',
} = process.env;
const table = new TableClient(tableServiceUri, 'results', new ManagedIdentityCredential({ clientId }));

app.http('pointRead', {
  route: 'rows/{partitionKey}/{rowKey}',
  authLevel: 'function',
  handler: async ({ params: { partitionKey = '', rowKey = '' } }) => ({
    jsonBody: await table.getEntity(partitionKey, rowKey),
  }),
});
