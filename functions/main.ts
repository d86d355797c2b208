import { app } from '@azure/functions';
import { composeApp } from '../shared/composition/app.ts';
import { azureAdapters } from '../shared/composition/azure-adapters.ts';
import { readSettings } from '../shared/composition/settings.ts';
import { watchResponses } from './http/response-pace.ts';
import { register } from './register.ts';

// Bodies come and go piece by piece: one that is too long is not read to its end, and long lists are never held whole.
watchResponses();
app.setup({ enableHttpStream: true });

// Wrong settings are thrown here, at load, all of them named: the host then starts no function.
const settings = readSettings(process.env);
register(app, composeApp(settings, azureAdapters(settings)));
