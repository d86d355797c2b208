import {
  type Comparison,
  type Device,
  type DeviceAttributes,
  holds,
  readDeviceRule,
} from './device-filter.ts';
import type { UnderstoodPolicy } from './policy.ts';

const DOMAIN_JOINED = 'serverad';

export function isCompliant(device: Device): boolean {
  return device?.['iscompliant'] === true;
}

/** Hybrid joined, as the grant control means it. */
export function isDomainJoined(device: Device): boolean {
  return String(device?.['trusttype']).toLowerCase() === DOMAIN_JOINED;
}

/** The device of a witness, whose attributes are named as Graph names them. */
export function deviceOfWitness(device: Readonly<Record<string, unknown>> | null): Device {
  if (device === null) return null;
  return Object.fromEntries(Object.entries(device).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * One device of every kind that the filters and grants of these policies can tell apart; null, an unregistered one,
 * stands for all that look like it.
 */
export function everyDevice(policies: readonly UnderstoodPolicy[]): readonly Device[] {
  const rules = policies
    .flatMap(({ deviceFilter }) =>
      deviceFilter === null || deviceFilter === 'notUnderstood' ? [] : [readDeviceRule(deviceFilter.rule)],
    )
    .filter((rule) => rule !== null);
  const comparisons = rules.flatMap((rule) => rule.comparisons);
  const attributes = new Set(['iscompliant', 'trusttype', ...comparisons.map(({ attribute }) => attribute)]);
  let devices: readonly DeviceAttributes[] = [{}];
  for (const attribute of attributes) {
    const values = valuesOf(attribute, comparisons);
    devices = devices.flatMap((device) => values.map((value) => ({ ...device, [attribute]: value })));
  }
  const looks = (device: Device): string =>
    JSON.stringify([isCompliant(device), isDomainJoined(device), rules.map((rule) => rule.matches(device))]);
  return [...new Map([...devices, null].map((device) => [looks(device), device])).values()];
}

/** Values of one attribute, one for each way in which the comparisons of it can come out. */
function valuesOf(attribute: string, all: readonly Comparison[]): readonly unknown[] {
  const comparisons = all.filter((comparison) => comparison.attribute === attribute);
  const candidates =
    attribute === 'iscompliant'
      ? [true, false, null]
      : [...textsFor(comparisons), ...(attribute === 'trusttype' ? [DOMAIN_JOINED] : []), null];
  const outcomes = (value: unknown): string =>
    JSON.stringify([
      comparisons.map((comparison) => holds(comparison, { [attribute]: value })),
      attribute === 'trusttype' && value === DOMAIN_JOINED,
      value === true,
    ]);
  return [...new Map(candidates.map((value) => [outcomes(value), value])).values()];
}

/** Each value that a comparison names, and every start with every end around every set of inner parts. */
function textsFor(comparisons: readonly Comparison[]): readonly string[] {
  const namedBy = (...operators: readonly string[]): readonly string[] =>
    comparisons
      .filter(({ operator }) => operators.includes(operator.replace('-not', '-')))
      .flatMap(({ values }) => values);
  const starts = ['', ...namedBy('-startswith')];
  const ends = ['', ...namedBy('-endswith')];
  let inner: readonly string[] = [''];
  for (const part of namedBy('-contains')) inner = [...inner, ...inner.map((parts) => `${parts}~${part}`)];
  const composed = starts.flatMap((start) =>
    inner.flatMap((parts) => ends.map((end) => `${start}~${parts}~${end}`)),
  );
  return [...namedBy('-eq', '-ne', '-in'), ...composed];
}
