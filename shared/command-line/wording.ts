import { findControls } from '../core/controls/catalogue.ts';
import type { Control } from '../core/controls/control.ts';
import type { ControlResult } from '../core/controls/control-result.ts';
import type { Wording } from './control-sections.ts';
import type { NameOf } from './object-names.ts';

/** The control that a result is of; undefined where it was made by another version. */
export function controlOf({ control: key }: Pick<ControlResult, 'control'>): Control | undefined {
  return findControls(key).find((control) => control.key === key);
}

export function wordingFor(result: Pick<ControlResult, 'control'>, nameOf: NameOf, most: number): Wording {
  return { gapMeans: controlOf(result)?.gapMeans ?? 'get through', nameOf, most };
}
