import type { Witness } from '../controls/control-result.ts';

/** One sign-in to explain, in the form of a witness. What is absent is as `assumedSignIn` says, or free. */
export interface SignInQuestion {
  /** Object id. */
  readonly userId: string;
  /** App id, suite or `baselineScopes`; null: an app that no policy names. */
  readonly resource: string | null;
  readonly flow?: Witness['flow'];
  readonly clientApp?: Witness['clientApp'];
  /** Null: none of the platforms that Graph names. Absent: any, and the answer says where it matters. */
  readonly platform?: Witness['platform'];
  readonly location?: AskedLocation;
  readonly device?: Witness['device'];
  readonly signInRisk?: Witness['signInRisk'];
  readonly userRisk?: Witness['userRisk'];
  readonly insiderRisk?: Witness['insiderRisk'];
  /** App id of the client that signs in. */
  readonly clientId?: string;
  /** Not a sign-in, but the refresh of a session that began with the flow. */
  readonly isSessionRefresh?: boolean;
}

/** What is absent is free. */
export interface AskedLocation {
  readonly ipAddress?: string;
  /** Two letters; null: no country is known. */
  readonly countryOrRegion?: string | null;
  /** Ids of exactly the named locations that the sign-in lies in. */
  readonly namedLocations?: readonly string[];
}

/** What is taken for ordinary where the question does not say it. */
export const assumedSignIn = {
  flow: 'none',
  clientApp: 'mobileAppsAndDesktopClients',
  device: null,
  signInRisk: 'none',
  userRisk: 'none',
  insiderRisk: 'none',
} as const satisfies Partial<SignInQuestion>;

/** The question with everything in it that is not free. */
export type AskedSignIn = SignInQuestion & Required<Pick<SignInQuestion, keyof typeof assumedSignIn>>;

export function withAssumptions(question: SignInQuestion): AskedSignIn {
  return { ...assumedSignIn, ...question };
}

/** One sentence for each thing that the question leaves open or to be assumed. */
export function assumptionsOfQuestion(question: SignInQuestion): readonly string[] {
  const { flow, clientApp, device, platform, location = {} } = question;
  const { ipAddress, countryOrRegion, namedLocations } = location;
  const risks = [question.signInRisk, question.userRisk, question.insiderRisk];
  const free = [
    ...(platform === undefined ? ['platform'] : []),
    ...(ipAddress === undefined && namedLocations === undefined ? ['address'] : []),
    ...(countryOrRegion === undefined && namedLocations === undefined ? ['country'] : []),
  ];
  const sentences: readonly [boolean, string][] = [
    [flow === undefined, 'No flow was given: it is taken for an ordinary sign-in.'],
    [clientApp === undefined, 'No client app was given: a mobile app or desktop client is assumed.'],
    [
      device === undefined && flow !== 'deviceCodeFlow',
      'No device was given: it is taken to be unregistered.',
    ],
    [risks.includes(undefined), 'A risk that was not given is taken to be none.'],
    [free.length > 0, `Not given, and so any: ${free.join(', ')}. Where it decides, the answer says so.`],
  ];
  return sentences.filter(([applies]) => applies).map(([, sentence]) => sentence);
}
