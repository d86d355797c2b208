/** The form in which a user enters the code that a device shows. */
export function deviceLoginForm(): string {
  return document(
    'Enter code',
    `<form method="post" action="/devicelogin">
      <p><label>Code <input name="user_code" required autocomplete="off"></label></p>
      <p><label>User name <input name="username" required autocomplete="off"></label></p>
      <p><button>Sign in</button> <button name="decline" value="1" formnovalidate>Cancel</button></p>
    </form>`,
  );
}

interface SignInForm {
  readonly client: string;
  readonly address: string;
  readonly hint: string | undefined;
  readonly personas: readonly { readonly name: string; readonly userName: string }[];
}

/** The form in which a user signs in for a client: as somebody who holds roles, or as anybody else. */
export function signInForm({ client, address, hint = '', personas }: SignInForm): string {
  const choices = personas.map(
    ({ name, userName }) => `<option value="${escaped(userName)}">${escaped(name)}</option>`,
  );
  return document(
    `Sign in to ${client}`,
    `<form method="post" action="${escaped(address)}">
      <p><label>User name <input name="username" list="personas" value="${escaped(hint)}" required
        autocomplete="off"></label></p>
      <datalist id="personas">${choices.join('')}</datalist>
      <p><button>Sign in</button> <button name="decline" value="1" formnovalidate>Cancel</button></p>
    </form>`,
  );
}

/** What a browser posts to the client by itself. */
export function postingForm(address: string, members: URLSearchParams): string {
  const fields = members
    .entries()
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  return document(
    'Working',
    `<form method="post" action="${escaped(address)}">${[...fields].join('')}<button>Go on</button></form>
    <script>document.forms[0].submit();</script>`,
  );
}

export function messagePage(title: string, message: string, errorCode?: number): string {
  const code = errorCode === undefined ? '' : `<p>Error Code: ${errorCode}</p>`;
  return document(title, `<p>${escaped(message)}</p>${code}`);
}

function document(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escaped(title)}</title></head>
  <body>
    <p><em>This is the Gateproof sandbox, not Microsoft Entra ID. Nobody needs a password here.</em></p>
    <h1>${escaped(title)}</h1>
    ${content}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
