import { randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from 'jose';

const algorithm = 'RS256';
export const lifetimeSeconds = 3_600;

interface SigningKey {
  readonly published: JWK & { readonly kid: string };
  readonly privateKey: CryptoKey;
}

/** The RSA keys that the tenant signs with: the newest one signs, and the older ones stay published until withdrawn. */
export class SigningKeys {
  #keys: readonly [SigningKey, ...SigningKey[]];

  private constructor(first: SigningKey) {
    this.#keys = [first];
  }

  static async create(): Promise<SigningKeys> {
    return new SigningKeys(await newKey());
  }

  get jwks(): JSONWebKeySet {
    return { keys: this.#keys.map(({ published }) => published) };
  }

  /** Signs with a new key from now on. */
  async rotate(): Promise<void> {
    this.#keys = [await newKey(), ...this.#keys];
  }

  /** Publishes the newest key alone from now on. */
  withdrawOlder(): void {
    const [newest] = this.#keys;
    this.#keys = [newest];
  }

  /** A token with these claims, issued now unless told otherwise. */
  async sign(claims: JWTPayload, issuedAt = new Date()): Promise<SignedToken> {
    const [{ privateKey, published }] = this.#keys;
    const now = Math.floor(issuedAt.getTime() / 1_000);
    const expiresOn = now + lifetimeSeconds;
    const token = await new SignJWT({ ...claims, uti: randomUUID() })
      .setProtectedHeader({ typ: 'JWT', alg: algorithm, kid: published.kid })
      .setIssuedAt(now)
      // Clocks differ: Entra dates its tokens a little back, too.
      .setNotBefore(now - 300)
      .setExpirationTime(expiresOn)
      .sign(privateKey);
    return { token, expiresOn };
  }

  /** The claims of a token that a published key has signed. Throws jose's errors. */
  async verify(token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
    const keys = createLocalJWKSet(this.jwks);
    return (await jwtVerify(token, keys, { ...options, algorithms: [algorithm] })).payload;
  }
}

export interface SignedToken {
  readonly token: string;
  /** Seconds since 1970. */
  readonly expiresOn: number;
}

async function newKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const kid = randomUUID();
  return { privateKey, published: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: algorithm } };
}
