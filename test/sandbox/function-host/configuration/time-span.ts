const pattern =
  /^(?:(?<days>\d+)\.)?(?<hours>\d{1,2}):(?<minutes>\d{1,2})(?::(?<seconds>\d{1,2}(?:\.\d+)?))?$/;

/** Milliseconds of a .NET TimeSpan text (`[days.]hours:minutes[:seconds]`); null for `-1`, which means no limit. */
export function parseTimeSpan(text: string): number | null {
  if (text === '-1') return null;
  const parts = pattern.exec(text)?.groups;
  if (!parts) throw new Error(`'${text}' is no time span; write hours:minutes:seconds, such as 00:00:30.`);
  const part = (name: string) => Number(parts[name] ?? 0);
  const hours = part('days') * 24 + part('hours');
  return ((hours * 60 + part('minutes')) * 60 + part('seconds')) * 1000;
}
