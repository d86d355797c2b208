import { registeredExceptionSchema } from '../../../shared/application/exceptions/registered-exception-schema.ts';
import type { RegisteredException } from '../../../shared/core/exceptions/registered-exception.ts';
import { control } from './scanning.ts';
import { type Answer, accepted, type PersonaName, type Scene } from './scene.ts';

/** By the approver: the team may go on using the flow for half a year. */
export async function proposeException(scene: Scene): Promise<RegisteredException> {
  const answer = await scene.askAs('approver', 'exceptions/{tenant}', {
    kind: 'group',
    principalId: scene.teamGroup.id,
    controls: [control],
    reason: 'They work on the devices of meeting rooms, which show a code',
    owner: scene.personNamed('approver').id,
    ticket: 'CHG-2041',
    expiresOn: '2027-04-30',
  });
  return accepted(answer, registeredExceptionSchema);
}

export function confirmException(
  scene: Scene,
  by: PersonaName,
  { id, contentHash }: RegisteredException,
): Promise<Answer> {
  return scene.askAs(by, `exceptions/{tenant}/${id}/confirm`, { contentHash });
}
