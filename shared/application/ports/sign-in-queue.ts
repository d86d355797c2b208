import type { SignInRequest } from '../sign-ins/sign-in-request.ts';

/** Where tenants wait for their sign-ins to be collected. Delivery is at least once, in no order. */
export interface SignInQueue {
  put(request: SignInRequest): Promise<void>;
}
