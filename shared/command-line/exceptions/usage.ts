export const usage = `Reads and changes the register of exceptions.

  npm run --silent exceptions -- COMMAND [options]

  list                      the exceptions of the tenant, newest first
      --status STATUS       only those proposed, confirmed or ended
  show --id ID              one exception: members, history, content hash
  propose                   propose one; it holds once another confirms it
      --kind user|group     what it is for
      --principal ID        object id of the user or the group
      --control ID,ID       controls, by key or by the id of any benchmark
      --resource ID,ID      app ids; every resource by default
      --reason TEXT         why it is needed
      --owner ID            object id of the user who answers for it
      --ticket TEXT         where it was asked for
      --expires-on DAY      its last day, 365 days ahead at most
      --replaces ID         the exception that it renews
  confirm --id ID --content-hash HASH
                            confirm what another proposed, as you read it
  reject --id ID [--reason TEXT]
                            say no to what another proposed
  withdraw --id ID [--reason TEXT]
                            end one early, or take your proposal back
  export                    those that hold now, as scan --exceptions reads

  --tenant ID               the tenant; GATEPROOF_TENANT_ID by default
  --format table|json       table by default
  --help                    this text

The API is the one of GATEPROOF_API_URL; you sign in with the browser, or give
GATEPROOF_ACCESS_TOKEN.

Exit status: 0 done, 1 the API refuses, 2 the call is wrong, 3 the API cannot
be reached or is not ready: try again.
`;
