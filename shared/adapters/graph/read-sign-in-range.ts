import { GraphError } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../../application/ports/clock.ts';
import type { SliceReading, SliceRequest } from '../../application/ports/sign-in-reader.ts';
import { halvesOf, type Slice } from '../../application/sign-ins/slices.ts';
import { TransientError } from '../../core/errors.ts';
import { isByDeviceCode } from '../../core/sign-ins/device-code-use.ts';
import type { SignInCounter } from '../../core/sign-ins/sign-in-counter.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import type { ReadFailure } from './read-failure.ts';
import { readPages } from './read-pages.ts';
import { withoutLicence } from './refused-reading.ts';
import { requiredPermission } from './required-permission.ts';
import { signInOf } from './sign-in-record.ts';

/** One reading of a slice, as far as it has come. */
export interface SignInReading {
  readonly connection: GraphConnection;
  readonly clock: Clock;
  readonly request: SliceRequest;
  readonly counter: SignInCounter;
  readonly refusedFilters: Set<string>;
  /** Ids of the sign-ins looked at so far. */
  readonly examined: Set<string>;
}

/** Ways to ask for sign-ins. */
const filters = {
  interactiveUser: "signInEventTypes/any(t: t eq 'interactiveUser')",
  nonInteractiveUser: "signInEventTypes/any(t: t eq 'nonInteractiveUser')",
  nonInteractiveByDeviceCode:
    "signInEventTypes/any(t: t eq 'nonInteractiveUser') and originalTransferMethod eq 'deviceCodeFlow'",
} as const;

type FilterName = keyof typeof filters;
type Stop = Exclude<SliceReading, { kind: 'counted' }>;

/** Graph answers slowly, or not at all, where a range holds too much; below this it is no longer cut in halves. */
const shortestRangeMs = 900_000;

/**
 * Counts the sign-ins of a range by the narrow filter, or where Graph refuses it or takes too long, by the wide one,
 * choosing here: Graph documents no filter on the flow. Undefined: all was counted.
 */
export async function readSignInRange(
  reading: SignInReading,
  range: Slice,
  wide: FilterName,
  narrow?: FilterName,
): Promise<Stop | undefined> {
  const name = narrow !== undefined && !reading.refusedFilters.has(narrow) ? narrow : wide;
  const failure = await countPages(reading, range, name);
  if (failure === undefined || 'kind' in failure) return failure;

  const { kind } = failure.read;
  if (reading.clock() >= reading.request.deadline) return { kind: 'outOfTime' };
  if (name !== wide && (kind === 'refused' || isSlow(failure.read))) {
    if (kind === 'refused') reading.refusedFilters.add(name);
    return readSignInRange(reading, range, wide);
  }
  const halves = isSlow(failure.read) ? halvesOf(range, shortestRangeMs) : [];
  for (const half of halves) {
    const stop = await readSignInRange(reading, half, wide, narrow);
    if (stop !== undefined) return stop;
  }
  return halves.length > 0 ? undefined : stopOf(failure.read);
}

/** What failed, or what else stops the reading; undefined where every page was counted. */
async function countPages(
  reading: SignInReading,
  range: Slice,
  name: FilterName,
): Promise<Stop | { readonly read: ReadFailure } | undefined> {
  const { connection, request, examined } = reading;
  for await (const page of readPages(connection, addressOf(range, name), signInLog)) {
    if (page.failure !== undefined) return { read: page.failure };
    const signIns = page.elements.map((element) => signInOf(element, request.tenantId));
    if (!signIns.every((signIn) => signIn !== undefined)) return malformed;
    // `le` is documented where `lt` is not, and takes in the first moment of the next range.
    for (const signIn of signIns.filter(({ createdDateTime }) => createdDateTime < range.to)) {
      examined.add(signIn.id);
      if (name === 'interactiveUser' || isByDeviceCode(signIn)) reading.counter.add(signIn);
    }
    if (examined.size > (request.mostSignIns ?? Number.POSITIVE_INFINITY)) return { kind: 'tooMany' };
  }
  return undefined;
}

const signInLog = {
  version: 'beta',
  // Without it, members of enumerations that came later are shown as unknownFutureValue.
  headers: { Prefer: 'include-unknown-enum-members' },
} as const;

function addressOf({ from, to }: Slice, name: FilterName): string {
  const filter = `createdDateTime ge ${from} and createdDateTime le ${to} and ${filters[name]}`;
  return graphPath`/auditLogs/signIns?$filter=${filter}&$top=1000`;
}

/** Asked for too much at once, perhaps: less may be answered. Neither a refusal for haste nor a token that is missing. */
function isSlow({ kind, cause }: ReadFailure): boolean {
  const isHasty = cause instanceof GraphError && cause.statusCode === 429;
  return kind === 'transient' && !isHasty && !(cause instanceof TransientError);
}

const malformed: Stop = {
  kind: 'refused',
  reason: 'failed',
  why: 'Microsoft Graph listed a sign-in without id, time or status, which cannot be counted.',
};

function stopOf({ kind, why, cause }: ReadFailure): Stop {
  if (kind === 'transient') {
    throw new TransientError(`The sign-in log could not be read: ${why}.`, { cause });
  }
  if (cause instanceof GraphError && cause.code === withoutLicence) {
    const advice = `The tenant has no Entra ID P1 or P2 licence, without which Graph shows no sign-ins (${why}).`;
    return { kind: 'refused', reason: 'licence', why: advice };
  }
  if (kind === 'forbidden') {
    const advice = `The app may not read the sign-in log (${why}); grant the application permission ${requiredPermission.signIns}.`;
    return { kind: 'refused', reason: 'permission', why: advice };
  }
  return { kind: 'refused', reason: 'failed', why: `The sign-in log could not be read: ${why}.` };
}
