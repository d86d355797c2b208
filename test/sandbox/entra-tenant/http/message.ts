/** A request as the sandbox's handlers see it. `url` carries the host that the client used. */
export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** `body`: a string is sent as it is, anything else as JSON. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Handler<Request = SandboxRequest> = (
  request: Request,
  params: Readonly<Record<string, string>>,
) => SandboxResponse | Promise<SandboxResponse>;

/** The request body as JSON; undefined where it is none. */
export function jsonOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The request body as the fields of a form. */
export function formOf(request: SandboxRequest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(new URLSearchParams(request.body));
}
