import type { Dimension } from '../prover/cube.ts';
import { type Comparison, comparisonsIn, holdsFor, parseFilterRule } from './device-filter.ts';

/** A device attribute that a filter rule or a grant control reads. */
export interface AttributeDimension extends Dimension {
  /** As Graph names it, e.g. `extensionAttribute1`. */
  readonly attribute: string;
  /** A value for each way in which the comparisons can come out; the first is null: not set. */
  readonly labels: readonly [null, ...(string | null)[]];
  /** The point of any value: of those that no comparison tells apart, one. */
  readonly pointOf: (value: string | null) => number;
}

/** The grant controls for devices read these: compliance, and hybrid join. */
const readByGrants: readonly Comparison[] = [
  { kind: 'comparison', attribute: 'isCompliant', operator: '-eq', values: ['True'] },
  { kind: 'comparison', attribute: 'trustType', operator: '-eq', values: ['ServerAD'] },
];

/**
 * The attributes that these filter rules read, by name in lower case. The attributes of a device are independent of
 * each other, and each may lack a value. One that would need too many values is left out.
 */
export function attributeDimensions(rules: readonly string[]): ReadonlyMap<string, AttributeDimension> {
  const parsed = rules.map(parseFilterRule).filter((rule) => rule !== undefined);
  const comparisons = [...readByGrants, ...parsed.flatMap(comparisonsIn)];
  const byAttribute = Map.groupBy(comparisons, ({ attribute }) => attribute.toLowerCase());
  return new Map(
    [...byAttribute].flatMap(([name, read]) => {
      const dimension = attributeDimension(name, read);
      return dimension === undefined ? [] : [[name, dimension] as const];
    }),
  );
}

const mostCandidates = 2_000;

function attributeDimension(name: string, read: readonly Comparison[]): AttributeDimension | undefined {
  const candidates = candidateValues(name, read);
  if (candidates === undefined) return undefined;
  const outcomeOf = (value: string | null) =>
    read.map((comparison) => (holdsFor(comparison, value) ? '1' : '0')).join('');
  const byOutcome = new Map([...candidates.toReversed()].map((value) => [outcomeOf(value), value]));
  byOutcome.delete(outcomeOf(null));
  const labels = [null, ...[...byOutcome.values()].toReversed()] as const;
  return {
    name: `device.${name}`,
    size: labels.length,
    labels,
    attribute: graphNameOf(name, read),
    pointOf: (value) =>
      Math.max(
        0,
        labels.findIndex((label) => outcomeOf(label) === outcomeOf(value)),
      ),
  };
}

/**
 * Each constant, and some text for each start, each end and each set of inner parts that rules ask for. Undefined
 * where these are too many.
 */
function candidateValues(name: string, read: readonly Comparison[]): readonly string[] | undefined {
  if (name === 'iscompliant') return ['True', 'False'];
  const constants = (...operators: readonly string[]) =>
    new Set(read.flatMap(({ operator, values }) => (operators.includes(operator) ? values : [])));
  const starts = ['', ...constants('-startswith', '-notstartswith')];
  const ends = ['', ...constants('-endswith', '-notendswith')];
  const parts = [...constants('-contains', '-notcontains')];
  if (starts.length * ends.length * 2 ** parts.length > mostCandidates) return undefined;
  const inner = parts.reduce<readonly string[]>(
    (sofar, part) => sofar.concat(sofar.map((before) => `${before}~${part}`)),
    [''],
  );
  const composed = starts.flatMap((start) =>
    inner.flatMap((middle) => ends.map((end) => `${start}${middle}~${end}`)),
  );
  return [...(ordinaryValues.get(name) ?? []), ...constants('-eq', '-ne', '-in', '-notin'), ...composed];
}

/** Where they do, these speak for their outcome: a witness should name a device that there can be. */
const ordinaryValues = new Map([
  ['trusttype', ['AzureAD', 'Workplace', 'ServerAD']],
  ['deviceownership', ['Personal', 'Company']],
  ['operatingsystem', ['Windows', 'iOS', 'Android', 'MacMDM', 'Linux']],
]);

/** Every attribute that filters may read, as Graph names it. */
export const deviceAttributeNames = [
  'deviceId',
  'deviceOwnership',
  'displayName',
  'enrollmentProfileName',
  'isCompliant',
  'manufacturer',
  'mdmAppId',
  'model',
  'operatingSystem',
  'operatingSystemVersion',
  'physicalIds',
  'profileType',
  'systemLabels',
  'trustType',
  ...Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
];

function graphNameOf(name: string, [first]: readonly Comparison[]): string {
  return deviceAttributeNames.find((known) => known.toLowerCase() === name) ?? first?.attribute ?? name;
}
