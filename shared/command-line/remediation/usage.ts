export const remediationUsage = `Reads, proposes and decides on remediations: changes of policies that close
gaps.

  npm run --silent remediation -- COMMAND [options]

  list                      the remediations of the tenant, newest first
      --status STATUS       only those that stand so, e.g. proposed or observing
  show ID                   one remediation: what it changes, what it rests on,
                            how far it is, what was measured, what to decide
  plans CONTROL             what can be done for a control, by the newest scan;
                            its key, or its id in any benchmark
  propose CONTROL           propose a plan; nothing is written before others
                            approve it
      --plan N              this plan; the first that closes the gap by default
  approve ID --reason TEXT  sign what there is to decide on, with your browser
      --acknowledge NAMES   who is stopped by it: their names or object ids with
                            commas between, or at a terminal "all"
  reject ID --reason TEXT   say no; what stands in report-only stays
  withdraw ID --reason TEXT take back what you proposed
  roll-back ID              propose to take back what a remediation wrote
  restore ID                propose to bring its policies back to what was
                            approved
  export ID                 what is written: --format graph (requests to send
                            to Microsoft Graph, the default) or terraform
                            (resources of the provider hashicorp/azuread)

  --tenant ID               the tenant; GATEPROOF_TENANT_ID by default
  --format table|json       table by default
  --help                    this text

The API is the one of GATEPROOF_API_URL; you sign in with the browser, or give
GATEPROOF_ACCESS_TOKEN. To approve you sign in once more: the ID token of that
sign-in is your signature, as its nonce is the hash of what you approve. Where
no browser is, GATEPROOF_ID_TOKEN may hold it.

Exit status: 0 done, 1 the API refuses, 2 the call or its input is wrong, 3 the
API cannot be reached or answers something else.
`;
