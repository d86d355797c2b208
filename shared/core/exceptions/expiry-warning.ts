/** Days before the last day of an exception on which people are warned of its end. */
const warnings = [1, 7, 30] as const;

export type ExpiryWarning = (typeof warnings)[number];

/** The nearest warning that is due with so many days left, 0 on the last day itself; undefined where none is. */
export function expiryWarning(daysLeft: number): ExpiryWarning | undefined {
  return daysLeft < 0 ? undefined : warnings.find((warning) => daysLeft <= warning);
}
