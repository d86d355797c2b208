import * as z from 'zod/mini';

/** An Entra tenant's id: a GUID in lower case. */
export const tenantIdSchema = z
  .guid('is no GUID: give the directory (tenant) id, as the Entra admin center shows it')
  .check(z.toLowerCase())
  .brand<'TenantId'>();
export type TenantId = z.infer<typeof tenantIdSchema>;

/** One scan's id: a GUID in lower case, chosen when the scan is requested, so that a redelivery is the same scan. */
export const scanIdSchema = z.guid('is no GUID').check(z.toLowerCase()).brand<'ScanId'>();
export type ScanId = z.infer<typeof scanIdSchema>;

/** An exception's id in the register: a GUID in lower case. */
export const exceptionIdSchema = z.guid('is no GUID').check(z.toLowerCase()).brand<'ExceptionId'>();
export type ExceptionId = z.infer<typeof exceptionIdSchema>;

/** A remediation's id: a GUID in lower case. */
export const remediationIdSchema = z.guid('is no GUID').check(z.toLowerCase()).brand<'RemediationId'>();
export type RemediationId = z.infer<typeof remediationIdSchema>;
