import { guidOf } from '../../sandbox/entra-tenant/company/deterministic.ts';
import type { RandomNumbers } from './random-numbers.ts';

export interface GeneratedLocations {
  readonly wires: readonly GeneratedLocation[];
  readonly ofRanges: readonly string[];
  readonly ofCountries: readonly string[];
}

/** As Graph returns it. */
export interface GeneratedLocation {
  readonly id: string;
  /** Of IP ranges only. */
  readonly isTrusted?: boolean;
}

const countries = (
  'AR AT AU BE BG BR CA CH CL CN CO CZ DE DK EE EG ES FI FR GB GR HK HU ID IE IL IN IR IT JP KE KP KR LT LV MA ' +
  'MX MY NG NL NO NZ PE PH PK PL PT RO RU SA SE SG SI SK SY TH TR TW UA US VN ZA'
).split(' ');

/** Thirty offices with IP ranges that overlap here and there, two thirds of them trusted, and ten sets of countries. */
export function drawLocations(seed: string, random: RandomNumbers): GeneratedLocations {
  const offices = Array.from({ length: 30 }, (_, number) => ({
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: guidOf(seed, `office/${number}`),
    displayName: `Office ${number + 1}`,
    isTrusted: number % 3 !== 0,
    ipRanges: Array.from({ length: 1 + random.below(4) }, () => ({
      '@odata.type': '#microsoft.graph.iPv4CidrRange',
      cidrAddress: `203.0.113.${random.below(16) * 16}/${26 + random.below(3)}`,
    })),
  }));
  const regions = Array.from({ length: 10 }, (_, number) => ({
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    id: guidOf(seed, `region/${number}`),
    displayName: `Countries ${number + 1}`,
    countriesAndRegions: random.someOf(countries, 3 + random.below(15)),
    includeUnknownCountriesAndRegions: number === 0,
    countryLookupMethod: 'clientIpAddress',
  }));
  return {
    wires: [...offices, ...regions],
    ofRanges: offices.map(({ id }) => id),
    ofCountries: regions.map(({ id }) => id),
  };
}
