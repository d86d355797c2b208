import type { StorageQueueFunctionOptions } from '@azure/functions';
import { remediationQueueName, storageConnectionName } from '../shared/composition/names.ts';
import type { WriterApp } from '../shared/composition/writer.ts';
import { applyRemediation } from './apply-remediation.ts';

interface Host {
  storageQueue(name: string, options: StorageQueueFunctionOptions): void;
}

/** The one function of the app that writes. It has no HTTP: nobody can ask it for anything but by what was approved. */
export function registerWriter(host: Host, app: WriterApp): void {
  host.storageQueue('applyRemediation', {
    queueName: remediationQueueName,
    connection: storageConnectionName,
    handler: applyRemediation(app),
  });
}
