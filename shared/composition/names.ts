/** Names that the platform knows too: the host, the infrastructure and alerts repeat them. */

/** The queue of requested scans; the host adds `-poison` for messages that it gives up. */
export const scanQueueName = 'scans';

/** The queue of tenants whose sign-ins are to be collected. */
export const signInQueueName = 'sign-ins';

/** The queue of notifications, each for one channel. */
export const notificationQueueName = 'notifications';

/** The queue of remediations that the writer is to look at. */
export const remediationQueueName = 'remediations';

/** The queue by which other pipelines ask for remediations to be proposed. */
export const remediationRequestQueueName = 'remediation-requests';

/** The setting, or prefix of settings, under which the host and the app find their storage account. */
export const storageConnectionName = 'AzureWebJobsStorage';
