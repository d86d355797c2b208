export const planUsage = `Says how one control can be made to hold: what to change in which policies,
and what becomes of the tenant then. Writes nothing.

  npm run --silent plan -- --from PATH --control ID [options]

  --from PATH               a tenant export or a folder of policies, as for scan
  --control ID              the control, by key or by the id of any benchmark
  --exceptions FILE         approved exceptions, excluded by every plan
  --emergency-access ID,ID  break-glass accounts or groups, excluded by every
                            plan
  --administrative-roles ID,ID
                            role definitions that count as administrative
                            besides the built-in ones
  --plan N                  this plan alone; graph and terraform print the first
                            one by default
  --format FORMAT           table (default), json, graph (the requests to send
                            to Microsoft Graph) or terraform (resources of the
                            provider hashicorp/azuread)
  --step-limit N            steps that each proof may take
  --at TIME                 ISO 8601 time that exceptions are judged by; now by
                            default
  --help                    this text

Exit status: 0 the control passes, or does after the best plan (after plan N
where one is named), 1 it fails all the same, 3 it stays inconclusive, 2 the
call or the input is wrong.
`;
