/** A browser in which this user fills in the sandbox's sign-in page, and which posts the answer to the client. */
export function browserOfUser(
  username: string,
  fields: Readonly<Record<string, string>> = {},
): (address: string) => Promise<void> {
  return async (address) => {
    const body = new URLSearchParams({ username, ...fields });
    const page = await (await fetch(address, { method: 'POST', body })).text();
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`The page posts nothing: ${page}`);
    const hidden = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    const members = hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]);
    await fetch(action, { method: 'POST', body: new URLSearchParams([...members]) });
  };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
