import { httpFunctions } from './http/routes.ts';
import { serving } from './http/serving.ts';

/** Describes the API to programs. */
export const openApi = serving(httpFunctions.openApi.operations);
