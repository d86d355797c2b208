import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { appIdOf, azureCli } from './entra-tenant/resources.ts';
import type { SandboxAddress } from './state-file.ts';
import { trustCertificate } from './trust-certificate.ts';

/** What the caller did wrong, or that no sandbox answers: one clear line. */
export class SignInProblem extends Error {}

export interface Attempt {
  readonly user: string;
  readonly resource: string;
  /** Name of a platform, or `none`. */
  readonly platform: string;
  readonly ip: string;
  /** Two letters, or `unknown`. */
  readonly country: string;
  readonly method: string;
}

export type Outcome =
  | { readonly kind: 'token'; readonly claims: JWTPayload; readonly refreshToken: string }
  | { readonly kind: 'refused'; readonly description: string };

type Address = Pick<SandboxAddress, 'loginUrl' | 'graphUrl' | 'tenantId' | 'adminKey' | 'caPath'>;

const userAgents: Readonly<Record<string, string>> = {
  android: 'Mozilla/5.0 (Android 16; Mobile)',
  iOS: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
  windowsPhone: 'Mozilla/5.0 (Windows Phone 10.0)',
  macOS: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0)',
  linux: 'Mozilla/5.0 (X11; Linux x86_64)',
  none: 'Mozilla/5.0',
};

const codeSchema = z.object({ user_code: z.string(), device_code: z.string(), verification_uri: z.url() });
const errorSchema = z.object({ error: z.string(), error_description: z.string() });
const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const usersSchema = z.object({
  users: z.array(z.object({ id: z.string(), userPrincipalName: z.string() })),
});

/** One client of a running sandbox, playing both the device that asks and the browser of the user who answers. */
export class DeviceCodeSignIn {
  readonly #address: Address;

  private constructor(address: Address) {
    this.#address = address;
  }

  /** Trusts the sandbox's certificate from here on, in this process. */
  static async connect(address: Address): Promise<DeviceCodeSignIn> {
    await trustCertificate(address.caPath).catch((cause: unknown) => {
      throw notRunning(cause);
    });
    return new DeviceCodeSignIn(address);
  }

  /** The full name of the one user who is meant; else a problem that suggests names. */
  async findUser(wanted: string): Promise<string> {
    const response = await this.#fetch(`${this.#address.graphUrl}/sandbox/snapshot`, {
      headers: { 'x-sandbox-key': this.#address.adminKey },
    });
    // Another sandbox than the one that left its address: its key is not known.
    if (!response.ok) throw notRunning();
    const { users } = usersSchema.parse(await response.json());
    const name = wanted.toLowerCase();
    const exact = users.find(
      ({ id, userPrincipalName }) =>
        id === name ||
        userPrincipalName.toLowerCase() === name ||
        userPrincipalName.toLowerCase().startsWith(`${name}@`),
    );
    if (exact !== undefined) return exact.userPrincipalName;
    const alike = suggestions(
      name,
      users.map(({ userPrincipalName }) => userPrincipalName),
    );
    throw new SignInProblem(`The sandbox has no user "${wanted}". Did you mean ${alike.join(' or ')}?`);
  }

  /** The session goes on with another token, without anybody in front of it. */
  async renew(refreshToken: string): Promise<Outcome> {
    const form = { grant_type: 'refresh_token', client_id: azureCli, refresh_token: refreshToken };
    const response = await this.#post(`${this.#tenant}/oauth2/v2.0/token`, form);
    const body: unknown = await response.json();
    return response.ok
      ? outcomeOf(body)
      : { kind: 'refused', description: errorSchema.parse(body).error_description };
  }

  async run(attempt: Attempt): Promise<Outcome> {
    const userAgent = userAgents[attempt.platform];
    if (userAgent === undefined) {
      throw new SignInProblem(`--platform must be one of ${Object.keys(userAgents).join(', ')}.`);
    }
    const code = codeSchema.parse(
      await (
        await this.#post(`${this.#tenant}/oauth2/v2.0/devicecode`, {
          client_id: azureCli,
          scope: `${appIdOf(attempt.resource)}/.default offline_access`,
        })
      ).json(),
    );
    const answered = await this.#post(
      code.verification_uri,
      {
        user_code: code.user_code,
        username: attempt.user,
        ip_address: attempt.ip,
        country: attempt.country === 'unknown' ? '' : attempt.country,
        authentication_method: attempt.method,
      },
      { 'user-agent': userAgent },
    );
    if (!answered.ok) {
      return { kind: 'refused', description: errorSchema.parse(await answered.json()).error_description };
    }
    return this.#poll(code.device_code);
  }

  get #tenant(): string {
    return `${this.#address.loginUrl}/${this.#address.tenantId}`;
  }

  async #poll(deviceCode: string): Promise<Outcome> {
    for (;;) {
      const response = await this.#post(`${this.#tenant}/oauth2/v2.0/token`, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: azureCli,
        device_code: deviceCode,
      });
      const body: unknown = await response.json();
      if (response.ok) return outcomeOf(body);
      const { error, error_description: description } = errorSchema.parse(body);
      if (error !== 'authorization_pending') return { kind: 'refused', description };
      await delay(1_000);
    }
  }

  #post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers },
      body: new URLSearchParams(form),
    });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, init).catch((cause: unknown) => {
      throw notRunning(cause);
    });
  }
}

function outcomeOf(tokens: unknown): Outcome {
  const { access_token: accessToken, refresh_token: refreshToken } = tokenSchema.parse(tokens);
  return { kind: 'token', claims: decodeJwt(accessToken), refreshToken };
}

function notRunning(cause?: unknown): SignInProblem {
  return new SignInProblem('The sandbox is not running: run npm start first.', { cause });
}

/** Up to three names that share the longest beginning with what was typed, or contain a part of it. */
function suggestions(wanted: string, names: readonly string[]): string[] {
  const parts = wanted.split(/[^a-z0-9]+/).filter((part) => part.length > 2);
  const score = (name: string): number => {
    const shared = [...wanted].findIndex((letter, index) => name[index] !== letter);
    const contained = parts.filter((part) => name.includes(part)).length;
    return contained * 10 + (shared === -1 ? wanted.length : shared);
  };
  return names.toSorted((one, other) => score(other) - score(one)).slice(0, 3);
}
