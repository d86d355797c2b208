export const journalUsage = `Reads the journals of remediations out of storage, without the API, and verifies
them: every entry is there and fits its hash, each follows the one before it,
the hashes that the writer kept are those of the entries, the state is what the
entries lead to, and every approval is signed.

  npm run --silent journal -- --verify [options]
  npm run --silent journal -- --remediation ID [options]

  --verify          verify instead of listing the entries
  --remediation ID  this remediation alone
  --tenant ID       this tenant alone; every one by default
  --format FORMAT   table (default) or json
  --help            this text

The storage account is named as the app's settings name it: by
AzureWebJobsStorage__blobServiceUri, AzureWebJobsStorage__queueServiceUri and
AzureWebJobsStorage__tableServiceUri, read as whoever signed in with the Azure
CLI (Storage Blob Data Reader and Storage Table Data Reader), or by the
connection string in AzureWebJobsStorage.

Exit status of --verify: 0 every journal holds, 1 one is broken, 3 they hold and
the writer has not kept the hashes of the newest entries yet, 2 the call or the
settings are wrong, or storage cannot be read.
`;
