import { InputError, TransientError } from '../../core/errors.ts';

/** What the identity of the app may not do is no wrong input of whoever asks: they are told to come again. */
export async function forCaller<Read>(reading: Promise<Read>): Promise<Read> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new TransientError(`The identity of the app cannot read this tenant. ${cause.message}`, { cause });
  }
}
