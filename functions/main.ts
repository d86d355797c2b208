import { app } from '@azure/functions';
import { composeApp } from '../shared/composition/app.ts';
import { azureAdapters } from '../shared/composition/azure-adapters.ts';
import { readSettings } from '../shared/composition/settings.ts';
import { register } from './register.ts';

// Wrong settings are thrown here, at load, all of them named: the host then starts no function.
const settings = readSettings(process.env);
register(app, composeApp(settings, azureAdapters(settings)));
