import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { gzipAnswer, jsonAnswer } from '../cacheable-answer.ts';
import { jsonOf, type Operation, operation } from '../operation.ts';
import { pageQuery } from '../page-request.ts';
import { noBody } from '../read-request.ts';
import {
  controlRecordSchema,
  controlSummarySchema,
  finishedScanSchema,
  pageOf,
  rejectedMessageSchema,
  scanSchema,
  tenantSchema,
} from '../schemas/results.ts';
import { gapUserOperations } from './gap-users.ts';

const ofTenant = { tenantId: tenantIdSchema };
const ofControl = { ...ofTenant, control: z.string() };
const ofScan = { ...ofTenant, scanId: scanIdSchema };

/** What the app decided. */
export const resultsOperations: readonly Operation[] = [
  operation({
    operationId: 'listTenants',
    method: 'GET',
    path: 'results',
    role: 'Results.Read',
    summary: 'The tenants, each with a summary of every control.',
    parameters: {},
    query: pageQuery,
    body: noBody,
    answers: { 200: jsonOf('A page of tenants.', pageOf(tenantSchema)) },
    handle: async (app, { request, query }) =>
      jsonAnswer(request, await (await app.results()).tenants(query)),
  }),
  operation({
    operationId: 'listRejectedMessages',
    method: 'GET',
    path: 'results/rejected-messages',
    role: 'Results.Read',
    summary: 'The queue messages that nothing could be made of, newest first.',
    parameters: {},
    query: pageQuery,
    body: noBody,
    answers: { 200: jsonOf('A page of rejected messages.', pageOf(rejectedMessageSchema)) },
    handle: async (app, { request, query }) =>
      jsonAnswer(request, await (await app.results()).rejectedMessages(query)),
  }),
  operation({
    operationId: 'getTenant',
    method: 'GET',
    path: 'results/{tenantId}',
    role: 'Results.Read',
    summary: 'One tenant, with a summary of every control.',
    parameters: ofTenant,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The tenant.', tenantSchema) },
    handle: async (app, { request, parameters }) =>
      jsonAnswer(request, await (await app.results()).tenant(parameters.tenantId)),
  }),
  operation({
    operationId: 'getControl',
    method: 'GET',
    path: 'results/{tenantId}/controls/{control}',
    role: 'Results.Read',
    summary: 'The whole newest result of a control, asked for by its key or any of its ids.',
    parameters: ofControl,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The result.', controlRecordSchema) },
    handle: async (app, { request, parameters: { tenantId, control } }) =>
      jsonAnswer(request, await (await app.results()).control(tenantId, control)),
  }),
  ...gapUserOperations,
  operation({
    operationId: 'listHistory',
    method: 'GET',
    path: 'results/{tenantId}/controls/{control}/history',
    role: 'Results.Read',
    summary: 'What a control was decided to be, scan by scan, newest first.',
    parameters: ofControl,
    query: pageQuery,
    body: noBody,
    answers: { 200: jsonOf('A page of summaries.', pageOf(controlSummarySchema)) },
    handle: async (app, { request, parameters: { tenantId, control }, query }) =>
      jsonAnswer(request, await (await app.results()).history(tenantId, control, query)),
  }),
  operation({
    operationId: 'listScans',
    method: 'GET',
    path: 'results/{tenantId}/scans',
    role: 'Results.Read',
    summary: 'The scans that have ended, newest first.',
    parameters: ofTenant,
    query: pageQuery,
    body: noBody,
    answers: { 200: jsonOf('A page of scans.', pageOf(finishedScanSchema)) },
    handle: async (app, { request, parameters, query }) =>
      jsonAnswer(request, await (await app.results()).scans(parameters.tenantId, query)),
  }),
  operation({
    operationId: 'getScan',
    method: 'GET',
    path: 'results/{tenantId}/scans/{scanId}',
    role: 'Results.Read',
    summary: 'One scan, in whatever state.',
    parameters: ofScan,
    query: {},
    body: noBody,
    answers: { 200: jsonOf('The scan.', scanSchema) },
    handle: async (app, { request, parameters: { tenantId, scanId } }) =>
      jsonAnswer(request, await (await app.results()).scan(tenantId, scanId)),
  }),
  operation({
    operationId: 'getEvidence',
    method: 'GET',
    path: 'results/{tenantId}/scans/{scanId}/evidence',
    role: 'Evidence.Read',
    summary: 'The tenant export that a scan judged, compressed.',
    parameters: ofScan,
    query: {},
    body: noBody,
    answers: {
      200: { description: 'A tenant export.', content: { 'application/gzip': 'bytes' } },
    },
    handle: async (app, { request, parameters: { tenantId, scanId } }) =>
      gzipAnswer(request, await (await app.results()).evidence(tenantId, scanId), 'evidence.json.gz'),
  }),
  operation({
    operationId: 'getScanExceptions',
    method: 'GET',
    path: 'results/{tenantId}/scans/{scanId}/exceptions',
    role: 'Results.Read',
    summary: 'The exceptions that a scan judged by, compressed, in the form that the command line reads.',
    parameters: ofScan,
    query: {},
    body: noBody,
    answers: {
      200: { description: 'An exceptions file.', content: { 'application/gzip': 'bytes' } },
    },
    handle: async (app, { request, parameters: { tenantId, scanId } }) =>
      gzipAnswer(request, await (await app.results()).exceptions(tenantId, scanId), 'exceptions.json.gz'),
  }),
];
