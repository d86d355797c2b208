import { randomBytes } from 'node:crypto';
import type { SignIn } from '../evaluation/sign-in.ts';

/** A session that goes on by itself: the sign-in that it began with, which Entra tracks. */
export interface Session {
  readonly clientId: string;
  readonly scope: string;
  readonly signIn: SignIn & { readonly userId: string };
}

export class RefreshTokens {
  readonly #sessions = new Map<string, Session>();

  issue(session: Session): string {
    const token = randomBytes(48).toString('base64url');
    this.#sessions.set(token, session);
    return token;
  }

  /** Undefined for a token that was never issued to that client, or was deleted. */
  session(token: string, clientId: string | undefined): Session | undefined {
    const session = this.#sessions.get(token);
    return session?.clientId === clientId ? session : undefined;
  }

  delete(token: string): void {
    this.#sessions.delete(token);
  }
}
