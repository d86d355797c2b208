import { randomBytes, randomInt } from 'node:crypto';
import type { SignIn } from '../evaluation/sign-in.ts';

/** What a client asked for, and how far the user has come with it. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly scope: string;
  readonly expiresAt: Date;
  readonly progress:
    | { readonly kind: 'pending' }
    | { readonly kind: 'declined' }
    | { readonly kind: 'signedIn'; readonly signIn: SignIn & { readonly userId: string } }
    | { readonly kind: 'redeemed' };
}

export const lifetimeSeconds = 900;
export const pollIntervalSeconds = 5;

/** Letters and digits that are hard to mistake for each other. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXYZ23456789';

export class DeviceCodes {
  readonly #codes = new Map<string, DeviceCode>();

  start(clientId: string, scope: string, now: Date): DeviceCode {
    const code: DeviceCode = {
      deviceCode: randomBytes(32).toString('base64url'),
      userCode: Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join(''),
      clientId,
      scope,
      expiresAt: new Date(now.getTime() + lifetimeSeconds * 1_000),
      progress: { kind: 'pending' },
    };
    this.#codes.set(code.deviceCode, code);
    return code;
  }

  byDeviceCode(deviceCode: string): DeviceCode | undefined {
    return this.#codes.get(deviceCode);
  }

  /** The user may type in small letters, and spaces. */
  byUserCode(userCode: string): DeviceCode | undefined {
    const typed = userCode.replaceAll(/[\s-]/g, '').toUpperCase();
    return this.#codes.values().find((code) => code.userCode === typed);
  }

  advance(code: DeviceCode, progress: DeviceCode['progress']): void {
    this.#codes.set(code.deviceCode, { ...code, progress });
  }
}
