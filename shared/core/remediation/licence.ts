/** Conditional Access takes Entra ID P1, which P2 includes. `licences`: names of enabled service plans. */
export function isLicensed(licences: readonly string[]): boolean {
  return licences.some((plan) => /^AAD_PREMIUM(_P2)?$/i.test(plan));
}
