import { app } from '@azure/functions';
import { composeApp, lastAttempt } from '../shared/composition/app.ts';
import { azureAdapters } from '../shared/composition/azure-adapters.ts';
import { azureWriterAdapters } from '../shared/composition/azure-writer-adapters.ts';
import { readSettings } from '../shared/composition/settings.ts';
import { composeWriter } from '../shared/composition/writer.ts';
import { watchResponses } from './http/response-pace.ts';
import { register } from './register.ts';
import { registerWriter } from './register-writer.ts';

// Wrong settings are thrown here, at load, all of them named: the host then starts no function.
const settings = readSettings(process.env);
if (settings.FUNCTION_APP === 'writer') {
  registerWriter(app, composeWriter(settings, azureWriterAdapters(settings), lastAttempt));
} else {
  // Bodies come and go piece by piece: one that is too long is not read to its end, and long lists are never held whole.
  watchResponses();
  app.setup({ enableHttpStream: true });
  register(app, composeApp(settings, azureAdapters(settings)));
}
