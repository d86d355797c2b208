/** Shows what of a cold start is the host's own: one function that answers at once. */
import { app } from '@azure/functions';

app.http('answer', { route: 'answer', authLevel: 'function', handler: () => ({ body: 'here' }) });
