import { type Binding, isUnread } from './binding.ts';

/** One plain sentence for each thing that is not as it was. What could not be read, then or now, is no longer the same. */
export function bindingChanges(then: readonly Binding[], now: readonly Binding[]): readonly string[] {
  return [
    ...then.flatMap((before) => changeOf(before, sameThing(now, before))),
    ...now.filter((after) => sameThing(then, after) === undefined).map(added),
  ];
}

function sameThing(bindings: readonly Binding[], { kind, id }: Binding): Binding | undefined {
  return bindings.find((one) => one.kind === kind && one.id === id);
}

function changeOf(before: Binding, after: Binding | undefined): readonly string[] {
  const name = nameOf(before);
  if (after === undefined) return [`Nothing excludes or excepts ${name} any more.`];
  if (isUnread(after)) return [`${capitalised(name)} could not be read.`];
  if (isUnread(before)) return [`${capitalised(name)} could not be read before, and can be now.`];
  if (before.fingerprint === after.fingerprint) return [];
  return [changeText(before, after, name)];
}

function changeText(before: Binding, after: Binding, name: string): string {
  switch (before.kind) {
    case 'groupMembers':
      return before.summary === after.summary
        ? `${capitalised(name)} had ${before.summary} and has as many now, but not the same ones.`
        : `${capitalised(name)} had ${before.summary} and has ${after.summary.replace(/ members?$/, '')} now.`;
    case 'noPolicyWithMark':
      return `There is a policy with the mark ${before.id} now.`;
    case 'licence':
      return `The licence was ${before.summary}, and is ${after.summary} now.`;
    case 'securityDefaults':
      return `Security defaults were ${before.summary} and are ${after.summary} now.`;
    case 'policy':
    case 'account':
    case 'namedLocation':
      return before.summary === after.summary
        ? `${capitalised(name)} was changed.`
        : `${capitalised(name)} was ${before.summary} and is ${after.summary} now.`;
  }
}

function added(binding: Binding): string {
  return `${capitalised(nameOf(binding))} is excluded or excepted now, and was not before.`;
}

function nameOf({ kind, id, displayName }: Binding): string {
  const name = displayName === '' ? id : displayName;
  switch (kind) {
    case 'policy':
      return `the policy "${name}"`;
    case 'noPolicyWithMark':
      return `a policy with the mark ${name}`;
    case 'groupMembers':
      return `the group ${name}`;
    case 'account':
      return `the account ${name}`;
    case 'namedLocation':
      return `the named location ${name}`;
    case 'securityDefaults':
      return 'the setting of security defaults';
    case 'licence':
      return 'the licence';
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
