export const usage = `Decides controls for Entra ID Conditional Access over files.

  npm run --silent scan -- --from PATH [options]

  --from PATH               a JSON file (list response of Microsoft Graph, array
                            of policies, one policy, or a tenant export), a
                            folder of them (one tenant), or a file *.ndjson or -
                            for standard input (one tenant export a line)
  --against PATH            compare: which gaps the change from PATH to --from
                            opens, and which it closes
  --control ID,ID           the controls to decide, by key or by the id of any
                            benchmark; all by default
  --format table|json|csv   table by default; a stream always answers JSON; csv
                            is for --list-users
  --explain ID,ID           these controls in sentences, with a sign-in to
                            replay and what would close the gaps
  --list-users              everybody whom the gaps count, in place of the
                            results; json is one object a line
  --exceptions FILE         approved exceptions
  --emergency-access ID,ID  break-glass accounts or groups, excepted everywhere
  --administrative-roles ID,ID
                            role definitions that count as administrative
                            besides the built-in ones
  --step-limit N            steps that the proof of one control may take (one
                            million by default); past it, it is inconclusive
  --at TIME                 ISO 8601 time that exceptions are judged by; now by
                            default
  --help                    this text

Exit status: 0 all pass or do not apply, 1 some fail, 3 some inconclusive and
none fails, 2 the input or the call is wrong. With --against: 0 no gap opens,
1 one opens, 3 it is undecided, 2 as above.
`;
