export const whyUsage = `Explains one sign-in: which policies apply, what stops it, what works instead.

  npm run --silent why -- --from PATH --user ID|UPN --resource APP [options]
  npm run --silent why -- --code 53003

  --from PATH             a tenant export or a folder of policies, as for scan
  --user ID|UPN           who signs in: object id or user principal name
  --resource APP          what for: an app id, a name ("Microsoft Graph"),
                          Office365, MicrosoftAdminPortals, baselineScopes, or
                          other: an app that no policy names
  --flow FLOW             none (default), deviceCodeFlow, authenticationTransfer
  --client-app TYPE       mobileAppsAndDesktopClients (default), browser,
                          exchangeActiveSync, other
  --platform NAME         android, iOS, windows, windowsPhone, macOS, linux, or
                          none: none of these; any if not given
  --ip ADDRESS            address of the browser; any if not given
  --country CODE          its country, two letters, or none; any if not given
  --named-locations ID,ID the named locations that it lies in, or none
  --device ATTRIBUTES     what the device shows: isCompliant=true,model=Room, or
                          JSON; none (default): unregistered
  --sign-in-risk LEVEL    none (default), low, medium, high
  --user-risk LEVEL       the same
  --insider-risk LEVEL    none (default), minor, moderate, elevated
  --session-refresh       not a sign-in: the refresh of a session that began so
  --client NAME|APPID     AzureCLI, AzPowerShell, GraphPowerShell,
                          VisualStudioCode, TeamsRooms, BuildAgent, GraphSDK, or
                          the app id of any client
  --exclude-group ID      say what would open if this group of the user's were
                          left out, in place of the user
  --at TIME               ISO 8601 time of the answer; now by default
  --code NUMBER           what an AADSTS error means, and what to do; alone or
                          with --client
  --format table|json     table by default
  --help                  this text

Exit status: 0 nothing stops the sign-in, 1 it is stopped, 3 it depends on what
was not given or is not known, 2 the call or the input is wrong. With --code: 0.
`;
