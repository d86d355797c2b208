import type { SignInQueue } from '../../../shared/application/ports/sign-in-queue.ts';
import type { SignInRequest } from '../../../shared/application/sign-ins/sign-in-request.ts';

export class InMemorySignInQueue implements SignInQueue {
  readonly messages: SignInRequest[] = [];

  async put(request: SignInRequest): Promise<void> {
    this.messages.push(request);
  }
}
